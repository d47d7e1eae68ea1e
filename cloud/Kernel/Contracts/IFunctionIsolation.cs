namespace Classroom.Cloud.Contracts;

/// <summary>How the code of functions is separated from this machine and from other functions.</summary>
interface IFunctionIsolation
{
    /// <summary>Starts one sandbox, to find out whether this machine can.</summary>
    Task ProbeAsync();

    /// <summary>One sentence for the instructor.</summary>
    string Description { get; }

    /// <summary>Whether the code of functions runs with the rights of the user who runs the cloud.</summary>
    bool IsMissing { get; }
}
