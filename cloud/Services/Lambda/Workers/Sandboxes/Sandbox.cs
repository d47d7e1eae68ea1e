using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>What a running sandbox uses outside: its socket, and its folder if its function was not known when it was started.</summary>
sealed class Sandbox(string id, IFunctionSockets sockets, TaskFolder? lateCode) : IDisposable
{
    public TaskFolder? LateCode => lateCode;

    public string Socket { get; } = sockets.Open(id);

    public void Dispose()
    {
        sockets.Close(id);
        lateCode?.Remove();
    }
}
