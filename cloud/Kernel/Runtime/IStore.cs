namespace Classroom.Cloud.Runtime;

/// <summary>A part of the cloud that stores data in tables.</summary>
interface IStore
{
    /// <summary>Called after the database has been read and before requests are served.</summary>
    void Opened() { }
}
