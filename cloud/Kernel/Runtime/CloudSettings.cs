using System.Net;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Runtime;

/// <summary>The settings of the cloud process.</summary>
sealed record CloudSettings
{
    public const string DefaultAccount = "000000000000";

    public string DataFolder { get; init; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "classroom", "cloud");

    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>The greatest number of executions that are kept. Beyond it, the oldest ended executions are removed.</summary>
    public int MostExecutions { get; init; } = 100_000;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any free port.</summary>
    public int Port { get; init; } = 4566;

    public string Account { get; init; } = DefaultAccount;

    public string Region { get; init; } = "us-east-1";

    /// <summary>The address at which clients reach the cloud.</summary>
    public string Endpoint { get; set; } = "http://127.0.0.1:4566";

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The log file of a process in the background.</summary>
    public string? BackgroundLog { get; init; }

    /// <summary>The root user's access key; test and test are accepted on loopback only.</summary>
    public string RootAccessKeyId { get; init; } = "test";

    public string RootSecretAccessKey { get; init; } = "test";

    /// <summary>The memory that all function processes together may use, in megabytes.</summary>
    public int WorkerMemory { get; init; } = 2048;

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
