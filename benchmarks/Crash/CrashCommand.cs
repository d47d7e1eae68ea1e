using Classroom.Benchmarks.Cloud;
using Classroom.Benchmarks.Crash.Executions;
using Classroom.Benchmarks.Crash.Queues;
using Classroom.Benchmarks.Crash.Services;

namespace Classroom.Benchmarks.Crash;

/// <summary>The settings of a run.</summary>
sealed record CrashSettings
{
    public int Kills { get; init; } = 1000;

    public int Seed { get; init; } = 1;

    /// <summary>Null for the cloud's default.</summary>
    public string? Durability { get; init; }

    public string Shown => $"seed {Seed}, durability {Durability ?? "of the cloud's default"}";

    public int Copies { get; init; } = 200;

    /// <summary>The beginning of the names of the writers that work; null for all.</summary>
    public string? Only { get; init; }
}

/// <summary>
/// Kills the embedded cloud, fills its disk, or damages its data, and compares the remaining data with all acknowledged changes. Build the
/// cloud and the functions first: `dotnet build -c Release`.
/// </summary>
static class CrashCommand
{
    const string Usage = """
        usage: crash [--kills 1000] [--seed 1] [--durability full|normal] [--only "SQS"]
                                                                             kills the cloud at random moments, restarts it, compares;
                                                                             --only: just the writers whose names begin so
               crash --disk-full [--seed 1] [--durability full|normal]       fills a small disk, then frees space again
               crash --damage [--copies 200] [--seed 1]                      starts the cloud on damaged copies of its data
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new CrashSettings();
        Func<CrashSettings, Task<int>> run = Kills.RunAsync;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--disk-full")
                run = DiskFull.RunAsync;
            else if (args[i] == "--damage")
                run = DamagedCopies.RunAsync;
            else if (i + 1 < args.Length && Read(settings, args[i], args[++i]) is { } read)
                settings = read;
            else
                return Refuse();
        }
        return await run(settings);
    }

    /// <summary>The writers of all services.</summary>
    public static IReadOnlyList<Writer> Writers(Scene scene) =>
        [
            new IdentityRegisters(scene),
            new FunctionRegisters(scene),
            new FunctionCalls(scene),
            new FunctionVersions(scene),
            new WorkflowRegisters(scene),
            new MessagingRegisters(scene),
            new MonitoringRegisters(scene),
            new ApiRegisters(scene),
            new BucketRegisters(scene),
            new Uploads(scene),
            new LogEvents(scene),
            new Metrics(scene),
            new Traces(scene),
            new StandardQueue(scene),
            new FifoQueue(scene),
            new DeadLetters(scene),
            new Deliveries(scene, new TopicRoute(isRaw: false)),
            new Deliveries(scene, new TopicRoute(isRaw: true)),
            new Deliveries(scene, new RuleRoute()),
            new Deliveries(scene, new FunctionRoute()),
            new SelfEnding(scene, EndingKinds.All(scene)),
            new Callbacks(scene, Callbacks.Waiting(scene)),
            new Activities(scene, Activities.Working),
            new Stops(scene, Stops.Sleeping),
            new Redrives(scene, Redrives.Failing),
        ];

    /// <summary>A new data folder, and a port that stays free.</summary>
    public static CloudFolder NewFolder(CrashSettings settings, string? within = null) =>
        new(
            within is null ? Directory.CreateTempSubdirectory("classroom-crash-").FullName : Path.Combine(within, "data"),
            CloudFolder.FreePort(new Random(settings.Seed)),
            settings.Durability
        );

    static CrashSettings? Read(CrashSettings settings, string option, string value) =>
        (option, int.TryParse(value, out var number)) switch
        {
            ("--kills", true) when number > 0 => settings with { Kills = number },
            ("--copies", true) when number > 0 => settings with { Copies = number },
            ("--seed", true) => settings with { Seed = number },
            ("--only", _) => settings with { Only = value },
            ("--durability", _) when value is "full" or "normal" => settings with { Durability = value },
            _ => null,
        };

    static int Refuse()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
