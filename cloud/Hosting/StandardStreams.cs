using System.Runtime.InteropServices;
using System.Text;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// Redirects the inherited standard streams into a file. Console.SetError is not enough: the runtime writes its last message (unhandled
/// exception, stack overflow, out of memory) directly to the file descriptor.
/// </summary>
static class StandardStreams
{
    const int StandardOutput = 1,
        StandardError = 2,
        SeekEnd = 2;
    const int WindowsStandardOutput = -11,
        WindowsStandardError = -12;

    public static void Redirect(FileStream file)
    {
        if (OperatingSystem.IsWindows())
            RedirectOnWindows(file);
        else
            RedirectOnUnix(file);
    }

    // All three descriptors share one file position, so that they do not overwrite each other's output.
    static void RedirectOnUnix(FileStream file)
    {
        var descriptor = (int)file.SafeFileHandle.DangerousGetHandle();
        if (lseek(descriptor, 0, SeekEnd) < 0 || dup2(descriptor, StandardOutput) < 0 || dup2(descriptor, StandardError) < 0)
            throw new IOException($"The log {file.Name} cannot take what the process writes (error {Marshal.GetLastPInvokeError()}).");
        // Console may have created its writers already; these write to the new descriptors.
        Console.SetOut(Writer(Console.OpenStandardOutput()));
        Console.SetError(Writer(Console.OpenStandardError()));
    }

    static void RedirectOnWindows(FileStream file)
    {
        file.Seek(0, SeekOrigin.End);
        var handle = file.SafeFileHandle.DangerousGetHandle();
        if (!SetStdHandle(WindowsStandardOutput, handle) || !SetStdHandle(WindowsStandardError, handle))
            throw new IOException($"The log {file.Name} cannot take what the process writes (error {Marshal.GetLastPInvokeError()}).");
        var writer = TextWriter.Synchronized(Writer(file));
        Console.SetOut(writer);
        Console.SetError(writer);
    }

    // The default encoding throws at a lone surrogate, which a caller's text may contain, and then the writer would throw at every further
    // write.
    static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

#pragma warning disable SYSLIB1054 // a function with numbers as parameters needs no generated marshalling
    [DllImport("libc", SetLastError = true)]
    static extern long lseek(int descriptor, long offset, int from);

    [DllImport("libc", SetLastError = true)]
    static extern int dup2(int from, int to);

    [DllImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool SetStdHandle(int which, nint handle);
#pragma warning restore SYSLIB1054
}
