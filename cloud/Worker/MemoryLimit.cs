using System.Runtime.InteropServices;

namespace Classroom.Worker;

/// <summary>Limits the memory that this process and its children may allocate, each for itself.</summary>
static class MemoryLimit
{
    const int Data = 2;

    public static void Set(ulong bytes)
    {
        var limit = new ResourceLimit { Current = bytes, Most = bytes };
        if (SetLimit(Data, in limit) != 0)
            throw new InvalidOperationException($"The memory of the function cannot be limited (error {Marshal.GetLastPInvokeError()}).");
    }

#pragma warning disable SYSLIB1054 // a function with numbers as parameters needs no generated marshalling
    [DllImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    static extern int SetLimit(int resource, in ResourceLimit limit);
#pragma warning restore SYSLIB1054

    struct ResourceLimit
    {
        public ulong Current;
        public ulong Most;
    }
}
