namespace Classroom.Cloud.Fairness;

/// <summary>Work in progress that can be ended for one student.</summary>
interface IStoppable
{
    /// <summary>What is ended, in the plural: "executions".</summary>
    string What { get; }

    /// <summary>Ends all such work of the owner; returns how much it was.</summary>
    Task<int> StopAsync(Owner owner);
}
