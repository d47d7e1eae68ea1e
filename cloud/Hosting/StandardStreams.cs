using System.Runtime.InteropServices;
using System.Text;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// The streams that the process inherited, led into a file. Console.SetError is not enough: what the runtime says when it dies (an
/// unhandled
/// exception, a stack that overflows, no memory left) it writes to the file descriptor itself.
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

    // All three descriptors share one place in the file, so that neither writes over the other.
    static void RedirectOnUnix(FileStream file)
    {
        var descriptor = (int)file.SafeFileHandle.DangerousGetHandle();
        if (lseek(descriptor, 0, SeekEnd) < 0 || dup2(descriptor, StandardOutput) < 0 || dup2(descriptor, StandardError) < 0)
            throw new IOException($"The log {file.Name} cannot take what the process writes (error {Marshal.GetLastPInvokeError()}).");
        // Made anew over the descriptors, in case somebody has written already.
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

    // The default encoding throws at half of a surrogate pair, which a caller's text may have, and the writer would then throw for ever.
    static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

#pragma warning disable SYSLIB1054 // numbers alone need no generated marshalling
    [DllImport("libc", SetLastError = true)]
    static extern long lseek(int descriptor, long offset, int from);

    [DllImport("libc", SetLastError = true)]
    static extern int dup2(int from, int to);

    [DllImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool SetStdHandle(int which, nint handle);
#pragma warning restore SYSLIB1054
}
