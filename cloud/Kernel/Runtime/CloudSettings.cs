using System.Collections.Immutable;
using System.Net;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Runtime;

/// <summary>The settings of the cloud process.</summary>
sealed record CloudSettings
{
    /// <summary>The root user's access key id and secret access key on loopback, which everybody knows.</summary>
    public const string KnownKey = "test";

    public const string DefaultAccount = "000000000000";

    public string DataFolder { get; init; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "classroom", "cloud");

    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>The greatest number of executions that are kept. Beyond it, the oldest ended executions are removed.</summary>
    public int MostExecutions { get; init; } = 100_000;

    /// <summary>The greatest number of events in the audit log. Beyond it, the oldest events are removed.</summary>
    public int MostAuditEvents { get; init; } = 500_000;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any free port.</summary>
    public int Port { get; init; } = 4566;

    /// <summary>Further names and addresses under which clients reach the cloud.</summary>
    public ImmutableArray<string> Hostnames { get; init; } = [];

    public string Account { get; init; } = DefaultAccount;

    public string Region { get; init; } = "us-east-1";

    /// <summary>The address at which clients reach the cloud.</summary>
    public string Endpoint { get; set; } = "http://127.0.0.1:4566";

    /// <summary>
    /// The address for processes of this machine, without TLS: functions use it. The same as the endpoint of a cloud without TLS.
    /// </summary>
    public string LocalEndpoint { get; set; } = "http://127.0.0.1:4566";

    /// <summary>Whether clients of other machines are served. They are served with TLS only.</summary>
    public bool IsShared => !IPAddress.IsLoopback(Address);

    /// <summary>The PEM file of the instructor's own certificate; null for a certificate that the cloud makes.</summary>
    public string? Certificate { get; init; }

    public string? CertificateKey { get; init; }

    /// <summary>
    /// The most calls a second of one access key; 0 for no limit. Null: 100 for clients of other machines, no limit for this machine.
    /// </summary>
    public int? CallsPerSecond { get; init; }

    /// <summary>The most open connections of one address of another machine.</summary>
    public int ConnectionsPerAddress { get; init; } = 100;

    /// <summary>How long a function is Pending after it was made, and its update is in progress; zero for tests.</summary>
    public TimeSpan FunctionActivation { get; init; } = TimeSpan.FromMilliseconds(300);

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The log file of a process in the background.</summary>
    public string? BackgroundLog { get; init; }

    /// <summary>The root user's access key; test and test are accepted on loopback only.</summary>
    public string RootAccessKeyId { get; init; } = KnownKey;

    public string RootSecretAccessKey { get; init; } = KnownKey;

    /// <summary>The file with the root user's access key, if the cloud has made the key itself.</summary>
    public string? RootKeyFile { get; init; }

    /// <summary>The memory that all function processes together may use, in megabytes.</summary>
    public int WorkerMemory { get; init; } = 2048;

    /// <summary>What one student may store before the cloud freezes the student, in megabytes; 0 for no limit.</summary>
    public int StudentStorage { get; init; } = 2048;

    /// <summary>Multiplies the rates at which a student may call the services, and the concurrent invocations; 0 for no limits.</summary>
    public double QuotaScale { get; init; } = 1;

    /// <summary>Runs functions without sandboxes also if other machines can reach the cloud.</summary>
    public bool UnsafeFunctions { get; init; }

    public FunctionNetwork FunctionNetwork { get; init; } = FunctionNetwork.Cloud;

    public string Arn(string service, string resource, bool isGlobal = false) =>
        $"arn:aws:{service}:{(isGlobal ? "" : Region)}:{Account}:{resource}";
}

/// <summary>What functions in sandboxes can reach.</summary>
enum FunctionNetwork
{
    /// <summary>The cloud, and nothing else.</summary>
    Cloud,

    /// <summary>Whatever this machine can reach.</summary>
    Machine,
}
