namespace Classroom.Cloud.Runtime;

/// <summary>A part of the cloud with data that expires, as it does on AWS.</summary>
interface IForgetting
{
    /// <summary>Removes the expired data. Large amounts are removed in several calls.</summary>
    void Forget(DateTimeOffset now);
}
