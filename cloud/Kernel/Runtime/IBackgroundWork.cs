namespace Classroom.Cloud.Runtime;

/// <summary>A service that begins to work when the cloud is up, and ends with it.</summary>
interface IBackgroundWork
{
    void Start();

    Task StopAsync() => Task.CompletedTask;
}
