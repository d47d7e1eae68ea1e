using System.Runtime.InteropServices;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// Makes the process run in the background: it writes its output to a file, and the signals of the terminal that started it do not end it.
/// SIGTERM still ends it.
/// </summary>
sealed class Background : IDisposable
{
    readonly FileStream log;
    readonly PosixSignalRegistration[] ignored;

    Background(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        log = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        StandardStreams.Redirect(log);
        ignored =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }.Select(signal =>
                PosixSignalRegistration.Create(signal, context => context.Cancel = true)
            ),
        ];
    }

    public static Background? Begin(string? path) => path is null ? null : new(path);

    public void Dispose()
    {
        foreach (var registration in ignored)
            registration.Dispose();
        Console.Out.Flush();
        Console.Error.Flush();
        log.Dispose();
    }
}
