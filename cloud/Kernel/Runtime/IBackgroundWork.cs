namespace Classroom.Cloud.Runtime;

/// <summary>A part of the cloud with background work, which starts after the database is open and stops with the process.</summary>
interface IBackgroundWork
{
    void Start();

    Task StopAsync() => Task.CompletedTask;
}
