namespace Classroom.Cloud.Runtime;

/// <summary>A part that keeps tables.</summary>
interface IStore
{
    /// <summary>The database has been read, and nobody has been served yet.</summary>
    void Opened() { }
}
