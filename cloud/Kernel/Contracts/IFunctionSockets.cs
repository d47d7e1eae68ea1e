namespace Classroom.Cloud.Contracts;

/// <summary>The sockets through which functions in sandboxes reach the cloud, one for each sandbox.</summary>
interface IFunctionSockets
{
    /// <summary>Opens the socket of a sandbox, and returns its path.</summary>
    string Open(string sandbox);

    void Close(string sandbox);
}
