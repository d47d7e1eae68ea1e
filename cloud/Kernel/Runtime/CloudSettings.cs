using System.Net;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Runtime;

/// <summary>How the cloud runs.</summary>
sealed record CloudSettings
{
    public const string DefaultAccount = "000000000000";

    public string DataFolder { get; init; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "classroom", "cloud");

    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>So many executions are kept; beyond, the oldest that have ended are forgotten.</summary>
    public int MostExecutions { get; init; } = 100_000;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 for any that is free.</summary>
    public int Port { get; init; } = 4566;

    public string Account { get; init; } = DefaultAccount;

    public string Region { get; init; } = "us-east-1";

    /// <summary>Where others reach the cloud.</summary>
    public string Endpoint { get; set; } = "http://127.0.0.1:4566";

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Where the log goes when no terminal shows it.</summary>
    public string? BackgroundLog { get; init; }

    /// <summary>The root's keys; test and test on loopback only.</summary>
    public string RootAccessKeyId { get; init; } = "test";

    public string RootSecretAccessKey { get; init; } = "test";

    /// <summary>What functions' processes may take together, in megabytes.</summary>
    public int WorkerMemory { get; init; } = 2048;

    public string Arn(string service, string resource, bool isGlobal = false) =>
        $"arn:aws:{service}:{(isGlobal ? "" : Region)}:{Account}:{resource}";
}
