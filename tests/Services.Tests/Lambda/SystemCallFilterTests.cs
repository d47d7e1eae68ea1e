using System.Buffers.Binary;
using Classroom.Cloud.Lambda.Workers.Sandboxes;

namespace Classroom.Services.Tests.Lambda;

/// <summary>The verdicts of the filter, for both architectures: the program is run here as the kernel would run it.</summary>
sealed class SystemCallFilterTests
{
    const uint Allow = 0x7FFF0000,
        Kill = 0x80000000,
        NotPermitted = 0x00050001,
        Ignored = 0x00050000,
        NoSuchCall = 0x00050026,
        NoSuchFamily = 0x00050061;

    static readonly SystemCalls[] Both = [SystemCalls.X64, SystemCalls.Arm64];

    [TestCaseSource(nameof(Both))]
    public void Every_listed_call_is_refused_and_its_neighbours_are_not(SystemCalls calls)
    {
        foreach (var number in calls.Refused)
            Assert.That(Verdict(calls, number), Is.EqualTo(NotPermitted), $"{number}");
        var others = Enumerable
            .Range(0, 460)
            .Select(number => (uint)number)
            .Except(calls.Refused)
            .Except([calls.Clone3, calls.Socket, calls.NewSession]);
        foreach (var number in others)
            Assert.That(Verdict(calls, number), Is.EqualTo(Allow), $"{number}");
    }

    [TestCaseSource(nameof(Both))]
    public void A_new_session_is_not_made_and_not_refused(SystemCalls calls) =>
        Assert.That(Verdict(calls, calls.NewSession), Is.EqualTo(Ignored));

    [TestCaseSource(nameof(Both))]
    public void Another_architecture_is_killed(SystemCalls calls)
    {
        const uint Intel32 = 0x40000003;
        Assert.That(Verdict(calls with { Audit = Intel32 }, 1, [], SystemCallFilter.For(calls)), Is.EqualTo(Kill));
    }

    [Test]
    public void The_second_set_of_numbers_of_x86_is_refused() =>
        Assert.That(Verdict(SystemCalls.X64, 0x40000000 | 101), Is.EqualTo(NoSuchCall));

    [TestCaseSource(nameof(Both))]
    public void Threads_and_processes_are_allowed_and_namespaces_are_not(SystemCalls calls)
    {
        const ulong Thread = 0x3D0F00,
            Fork = 0x1200011;
        foreach (var flags in (ulong[])[Thread, Fork])
            Assert.That(Verdict(calls, calls.CloneProcess, flags), Is.EqualTo(Allow));
        foreach (var flag in (ulong[])[0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000])
            Assert.That(Verdict(calls, calls.CloneProcess, Fork | flag), Is.EqualTo(NotPermitted), $"{flag:x}");
        Assert.That(Verdict(calls, calls.Clone3), Is.EqualTo(NoSuchCall));
    }

    [TestCaseSource(nameof(Both))]
    public void Input_to_the_terminal_is_refused_and_other_ioctls_are_allowed(SystemCalls calls)
    {
        const ulong TypeIntoTerminal = 0x5412,
            ControlConsole = 0x541C,
            WindowSize = 0x5413,
            HighBits = 0x100000000;
        foreach (var request in (ulong[])[TypeIntoTerminal, ControlConsole, TypeIntoTerminal | HighBits])
            Assert.That(Verdict(calls, calls.Ioctl, 1, request), Is.EqualTo(NotPermitted));
        Assert.That(Verdict(calls, calls.Ioctl, 1, WindowSize), Is.EqualTo(Allow));
    }

    [TestCaseSource(nameof(Both))]
    public void Of_sockets_only_the_usual_kinds_are_allowed(SystemCalls calls)
    {
        const ulong Unix = 1,
            Inet = 2,
            Inet6 = 10,
            Netlink = 16,
            Packet = 17,
            Vsock = 40;
        const ulong Stream = 1,
            Datagram = 2,
            Raw = 3,
            OldPacket = 10,
            CloseOnExec = 0x80000,
            NonBlocking = 0x800;
        uint Socket(ulong family, ulong type, ulong protocol = 0) => Verdict(calls, calls.Socket, family, type, protocol);
        foreach (var family in (ulong[])[Unix, Inet, Inet6])
        {
            foreach (var type in (ulong[])[Stream, Datagram, Stream | CloseOnExec | NonBlocking])
                Assert.That(Socket(family, type), Is.EqualTo(Allow));
            foreach (var type in (ulong[])[Raw, OldPacket, Raw | CloseOnExec | NonBlocking])
                Assert.That(Socket(family, type), Is.EqualTo(NotPermitted));
        }
        foreach (var family in (ulong[])[0, Packet, Vsock, 38])
            Assert.That(Socket(family, Stream), Is.EqualTo(NoSuchFamily));
        Assert.That(Socket(Netlink, Raw | CloseOnExec), Is.EqualTo(Allow), "the C library lists network interfaces with it");
        Assert.That(Socket(Netlink, Raw, 15), Is.EqualTo(NoSuchFamily));
    }

    static uint Verdict(SystemCalls calls, uint number, params ulong[] arguments) =>
        Verdict(calls, number, arguments, SystemCallFilter.For(calls));

    /// <summary>The instructions of the kernel's BPF that the filter uses.</summary>
    static uint Verdict(SystemCalls calls, uint number, ulong[] arguments, byte[] program)
    {
        var call = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(call, number);
        BinaryPrimitives.WriteUInt32LittleEndian(call.AsSpan(4), calls.Audit);
        for (var i = 0; i < arguments.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(call.AsSpan(16 + (8 * i)), arguments[i]);
        var value = 0u;
        for (var at = 0; ; at++)
        {
            var instruction = program.AsSpan(at * 8, 8);
            var operand = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(instruction))
            {
                case 0x20:
                    value = BinaryPrimitives.ReadUInt32LittleEndian(call.AsSpan((int)operand));
                    break;
                case 0x54:
                    value &= operand;
                    break;
                case 0x15:
                    at += value == operand ? instruction[2] : instruction[3];
                    break;
                case 0x35:
                    at += value >= operand ? instruction[2] : instruction[3];
                    break;
                case 0x45:
                    at += (value & operand) != 0 ? instruction[2] : instruction[3];
                    break;
                case 0x06:
                    return operand;
                default:
                    throw new AssertionException($"The instruction {at} is none of the filter's");
            }
        }
    }
}
