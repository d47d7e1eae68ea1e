namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>What one sandbox runs, and what it contains.</summary>
/// <param name="Command">The program and its arguments, as seen inside.</param>
/// <param name="Code">The folder that appears as /var/task.</param>
/// <param name="Runtime">The folder that appears as /var/runtime.</param>
/// <param name="Socket">The socket through which it reaches the cloud.</param>
/// <param name="Programs">Folders that appear under the same path: runtimes that are not installed under /usr.</param>
/// <param name="Variables">The whole environment of the program.</param>
/// <param name="Storage">The size of /tmp in megabytes.</param>
sealed record SandboxPlan(
    IReadOnlyList<string> Command,
    string Code,
    string Runtime,
    string Socket,
    IReadOnlyList<string> Programs,
    IReadOnlyDictionary<string, string> Variables,
    int Storage
);
