using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>The numbers of the system calls that the filter of a sandbox names. Each architecture has its own.</summary>
/// <param name="Audit">The architecture as the kernel reports it to a filter (AUDIT_ARCH_*).</param>
/// <param name="HasX32">Whether a second set of numbers (x32) reaches the same calls.</param>
/// <param name="NewSession">The call setsid.</param>
/// <param name="Refused">
/// Calls that no function needs and that reach the kernel's administration, other processes or the file system.
/// </param>
sealed record SystemCalls(
    uint Audit,
    bool HasX32,
    uint CloneProcess,
    uint Clone3,
    uint Socket,
    uint Ioctl,
    uint NewSession,
    ImmutableArray<uint> Refused
)
{
    /// <summary>The calls of this machine; null if its architecture is neither x86-64 nor arm64.</summary>
    public static SystemCalls? OfThisMachine =>
        RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => X64,
            Architecture.Arm64 => Arm64,
            _ => null,
        };

    public static SystemCalls X64 { get; } =
        new(
            0xC000003E,
            true,
            56,
            435,
            41,
            16,
            112,
            [
                101, // ptrace
                310, // process_vm_readv
                311, // process_vm_writev
                312, // kcmp
                438, // pidfd_getfd
                165, // mount
                166, // umount2
                155, // pivot_root
                161, // chroot
                428, // open_tree
                429, // move_mount
                430, // fsopen
                431, // fsconfig
                432, // fsmount
                433, // fspick
                442, // mount_setattr
                272, // unshare
                308, // setns
                303, // name_to_handle_at
                304, // open_by_handle_at
                246, // kexec_load
                320, // kexec_file_load
                175, // init_module
                313, // finit_module
                176, // delete_module
                321, // bpf
                298, // perf_event_open
                323, // userfaultfd
                248, // add_key
                249, // request_key
                250, // keyctl
                425, // io_uring_setup
                426, // io_uring_enter
                427, // io_uring_register
                300, // fanotify_init
                212, // lookup_dcookie
                167, // swapon
                168, // swapoff
                169, // reboot
                163, // acct
                179, // quotactl
                443, // quotactl_fd
                103, // syslog
                170, // sethostname
                171, // setdomainname
                164, // settimeofday
                227, // clock_settime
                305, // clock_adjtime
                159, // adjtimex
                172, // iopl
                173, // ioperm
            ]
        );

    public static SystemCalls Arm64 { get; } =
        new(
            0xC00000B7,
            false,
            220,
            435,
            198,
            29,
            157,
            [
                117, // ptrace
                270, // process_vm_readv
                271, // process_vm_writev
                272, // kcmp
                438, // pidfd_getfd
                40, // mount
                39, // umount2
                41, // pivot_root
                51, // chroot
                428, // open_tree
                429, // move_mount
                430, // fsopen
                431, // fsconfig
                432, // fsmount
                433, // fspick
                442, // mount_setattr
                97, // unshare
                268, // setns
                264, // name_to_handle_at
                265, // open_by_handle_at
                104, // kexec_load
                294, // kexec_file_load
                105, // init_module
                273, // finit_module
                106, // delete_module
                280, // bpf
                241, // perf_event_open
                282, // userfaultfd
                217, // add_key
                218, // request_key
                219, // keyctl
                425, // io_uring_setup
                426, // io_uring_enter
                427, // io_uring_register
                262, // fanotify_init
                18, // lookup_dcookie
                224, // swapon
                225, // swapoff
                142, // reboot
                89, // acct
                60, // quotactl
                443, // quotactl_fd
                116, // syslog
                161, // sethostname
                162, // setdomainname
                170, // settimeofday
                112, // clock_settime
                266, // clock_adjtime
                171, // adjtimex
            ]
        );
}
