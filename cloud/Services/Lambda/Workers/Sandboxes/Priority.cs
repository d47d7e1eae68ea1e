using System.Runtime.InteropServices;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>The priority of threads on Linux. Threads that they start later have the same.</summary>
static class Priority
{
    const int Usual = 0;
    const int Lowest = 19;
    const int OfThread = 0;
    const int NoSuchThread = 3;

    /// <returns>Whether all threads have this priority now. Only root, and who has the capability, may raise it again.</returns>
    public static bool TrySet(IEnumerable<int> threads, bool lowest)
    {
        var isSet = true;
        foreach (var thread in threads)
            isSet &= Set(OfThread, thread, lowest ? Lowest : Usual) == 0 || Marshal.GetLastPInvokeError() == NoSuchThread;
        return isSet;
    }

#pragma warning disable SYSLIB1054 // a function with numbers as parameters needs no generated marshalling
    [DllImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    static extern int Set(int which, int who, int priority);
#pragma warning restore SYSLIB1054
}
