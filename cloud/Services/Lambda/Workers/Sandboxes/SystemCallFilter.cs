using System.Buffers.Binary;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>
/// The seccomp filter of a sandbox, as a program of the kernel's classic BPF. It refuses system calls by their number, and some by their
/// arguments: new namespaces, raw and packet sockets, and input to a terminal. Of clone3, a filter cannot read the arguments.
/// </summary>
sealed class SystemCallFilter
{
    const ushort Load = 0x20,
        And = 0x54,
        IfEqual = 0x15,
        IfAtLeast = 0x35,
        IfAnyBit = 0x45,
        Return = 0x06;

    const uint Allow = 0x7FFF0000,
        Kill = 0x80000000,
        Refuse = 0x00050000;

    // A refusal with the error 0: the call does nothing, and its caller believes that it was done.
    const uint Ignore = Refuse;

    // errno.h
    const uint NotPermitted = 1,
        NoSuchCall = 38,
        NoSuchFamily = 97;

    // Offsets in struct seccomp_data; the low half of an argument comes first on both architectures.
    const uint Number = 0,
        Architecture = 4,
        FirstArgument = 16,
        SecondArgument = 24,
        ThirdArgument = 32;

    const uint X32 = 0x40000000;

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
    const uint NewNamespaces = 0x7E020000;

    // TIOCSTI, TIOCLINUX
    const uint TypeIntoTerminal = 0x5412,
        ControlConsole = 0x541C;

    const uint Unix = 1,
        Inet = 2,
        Inet6 = 10,
        Netlink = 16;

    const uint SocketTypes = 0xF,
        RawSocket = 3,
        PacketSocket = 10;

    readonly List<(ushort Code, byte IfTrue, byte IfFalse, uint Value)> program = [];

    SystemCallFilter() { }

    /// <summary>The program as bubblewrap reads it: an array of struct sock_filter.</summary>
    public static byte[] For(SystemCalls calls)
    {
        var filter = new SystemCallFilter();
        filter.Build(calls);
        return filter.ToBytes();
    }

    void Build(SystemCalls calls)
    {
        Add(Load, Architecture);
        Unless(IfEqual, calls.Audit, Kill);
        Add(Load, Number);
        if (calls.HasX32)
            When(IfAtLeast, X32, Refuse | NoSuchCall);
        foreach (var call in calls.Refused)
            When(IfEqual, call, Refuse | NotPermitted);
        // Linux gives each session a share of the processors, whatever the priority of its processes.
        When(IfEqual, calls.NewSession, Ignore);
        // The C library then uses clone, whose flags the filter can read.
        When(IfEqual, calls.Clone3, Refuse | NoSuchCall);
        OnlyFor(
            calls.CloneProcess,
            () =>
            {
                Add(Load, FirstArgument);
                When(IfAnyBit, NewNamespaces, Refuse | NotPermitted);
                Add(Return, Allow);
            }
        );
        OnlyFor(calls.Socket, CheckSocket);
        OnlyFor(
            calls.Ioctl,
            () =>
            {
                Add(Load, SecondArgument);
                When(IfEqual, TypeIntoTerminal, Refuse | NotPermitted);
                When(IfEqual, ControlConsole, Refuse | NotPermitted);
                Add(Return, Allow);
            }
        );
        Add(Return, Allow);
    }

    void CheckSocket()
    {
        Add(Load, FirstArgument);
        // The C library lists the network interfaces with a netlink socket of the type "raw", protocol 0 (NETLINK_ROUTE).
        OnlyFor(
            Netlink,
            () =>
            {
                Add(Load, ThirdArgument);
                Unless(IfEqual, 0, Refuse | NoSuchFamily);
                Add(Return, Allow);
            }
        );
        OnlyUnless([Unix, Inet, Inet6], Refuse | NoSuchFamily);
        Add(Load, SecondArgument);
        Add(And, SocketTypes);
        When(IfEqual, RawSocket, Refuse | NotPermitted);
        When(IfEqual, PacketSocket, Refuse | NotPermitted);
        Add(Return, Allow);
    }

    void When(ushort condition, uint value, uint verdict)
    {
        Add(condition, value, 0, 1);
        Add(Return, verdict);
    }

    void Unless(ushort condition, uint value, uint verdict)
    {
        Add(condition, value, 1, 0);
        Add(Return, verdict);
    }

    /// <summary>Returns the verdict unless the loaded value is one of these.</summary>
    void OnlyUnless(uint[] values, uint verdict)
    {
        for (var i = 0; i < values.Length; i++)
            Add(IfEqual, values[i], (byte)(values.Length - i), 0);
        Add(Return, verdict);
    }

    /// <summary>A block that runs only if the loaded value is this one; it must end with a verdict.</summary>
    void OnlyFor(uint value, Action block)
    {
        var jump = program.Count;
        Add(IfEqual, value);
        block();
        program[jump] = program[jump] with { IfFalse = checked((byte)(program.Count - jump - 1)) };
    }

    void Add(ushort code, uint value, byte ifTrue = 0, byte ifFalse = 0) => program.Add((code, ifTrue, ifFalse, value));

    byte[] ToBytes()
    {
        var bytes = new byte[program.Count * 8];
        for (var i = 0; i < program.Count; i++)
        {
            var (code, ifTrue, ifFalse, value) = program[i];
            var at = bytes.AsSpan(i * 8);
            BinaryPrimitives.WriteUInt16LittleEndian(at, code);
            (at[2], at[3]) = (ifTrue, ifFalse);
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], value);
        }
        return bytes;
    }
}
