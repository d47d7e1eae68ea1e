using System.Runtime.InteropServices;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>
/// Limits the memory that each process of a sandbox may allocate, and its future children. Runtimes allocate more than they use; the memory
/// in use is limited by <see cref="FunctionPool.Watch"/>, and this limit stops what grows faster than the pool looks.
/// </summary>
static class AllocationLimit
{
    const long Spare = 1024L * 1024 * 1024;

    const int Data = 2;

    public static void Set(IEnumerable<int> processes, int megabytes)
    {
        var bytes = (ulong)((megabytes * 1024L * 1024) + Spare);
        var limit = new ResourceLimit { Current = bytes, Most = bytes };
        foreach (var process in processes)
        {
            const int NoSuchProcess = 3;
            if (SetLimit(process, Data, in limit, 0) != 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess and var error)
                throw new WorkerException($"The memory of a function cannot be limited (error {error}).");
        }
    }

#pragma warning disable SYSLIB1054 // a function with numbers as parameters needs no generated marshalling
    [DllImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    static extern int SetLimit(int process, int resource, in ResourceLimit limit, nint old);
#pragma warning restore SYSLIB1054

    struct ResourceLimit
    {
        public ulong Current;
        public ulong Most;
    }
}
