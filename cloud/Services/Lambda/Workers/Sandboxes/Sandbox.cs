using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>What a running sandbox uses outside: its socket, and the folder that receives its function's code.</summary>
sealed class Sandbox(string id, IFunctionSockets sockets, TaskFolder code) : IDisposable
{
    public TaskFolder Code => code;

    public string Socket { get; } = sockets.Open(id);

    public void Dispose()
    {
        sockets.Close(id);
        code.Remove();
    }
}
