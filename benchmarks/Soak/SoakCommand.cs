using System.Diagnostics;
using Classroom.Benchmarks.Crash;

namespace Classroom.Benchmarks.Soak;

/// <summary>
/// A steady load on all services: measures the resources that the cloud uses, its latencies, and the work that it leaves undone.
/// </summary>
sealed class SoakCommand(Scene scene, TimeSpan longest)
{
    /// <summary>The factor of the writers' pauses, compared with the run with kills: about 100 calls a second in total.</summary>
    const double Slowness = 10;

    static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(10);
    static readonly TimeSpan BetweenAudits = TimeSpan.FromMinutes(10);

    readonly IReadOnlyList<Writer> writers = [.. CrashCommand.Writers(scene), new Orders(scene, Orders.Workflow)];
    readonly List<(TimeSpan At, long Bytes)> memory = [];
    readonly Stopwatch watch = new();
    Answers minute = new();
    int faults;
    int unanswered;

    public static async Task<int> RunAsync(string[] args)
    {
        var (minutes, settings) = (60, new CrashSettings());
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isNumber = int.TryParse(value, out var number);
            if (args[i] == "--minutes" && isNumber && number > 0)
                minutes = number;
            else if (args[i] == "--seed" && isNumber)
                settings = settings with { Seed = number };
            else if (args[i] == "--durability" && value is "full" or "normal")
                settings = settings with { Durability = value };
            else
            {
                Console.Error.WriteLine("usage: soak [--minutes 60] [--seed 1] [--durability full|normal]");
                return 2;
            }
        }
        return await RunAsync(minutes, settings);
    }

    static async Task<int> RunAsync(int minutes, CrashSettings settings)
    {
        var folder = CrashCommand.NewFolder(settings);
        Console.WriteLine($"{minutes} minutes of load, {settings.Shown}, data in {folder.Data}");
        SoakCommand? soak = null;
        bool isRight;
        using (var scene = new Scene(settings.Seed, folder) { Observe = reply => soak?.minute.Add(reply) })
        {
            soak = new(scene, TimeSpan.FromMinutes(minutes));
            await soak.RunAsync();
            isRight = soak.Report();
        }
        if (isRight)
            Directory.Delete(folder.Data, recursive: true);
        return isRight ? 0 : 1;
    }

    async Task RunAsync()
    {
        if (!await scene.StartAsync())
            throw new InvalidOperationException($"the cloud does not start: {scene.Cloud.Errors}");
        await Scenery.PrepareAsync(scene.Client);
        foreach (var writer in writers)
            await writer.PrepareAsync();
        Row(
            "minute",
            "cloud MB",
            "workers MB",
            "workers",
            "data MB",
            "largest MB",
            "calls",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "max ms",
            "5xx",
            "4xx"
        );
        watch.Start();
        while (watch.Elapsed < longest && !scene.Cloud.HasExited)
        {
            var until = watch.Elapsed + BetweenAudits;
            await scene.WorkAsync(writers, () => SampleAsync(until < longest ? until : longest), Slowness);
            scene.Differences.Moment = $"minute {watch.Elapsed.TotalMinutes:0}";
            scene.ComparesEveryHistory = watch.Elapsed >= longest;
            await Task.WhenAll(writers.Select(writer => Task.Run(writer.AuditAsync)));
        }
    }

    async Task SampleAsync(TimeSpan until)
    {
        while (watch.Elapsed < until && !scene.Cloud.HasExited)
        {
            var number = (int)watch.Elapsed.TotalMinutes;
            await Task.Delay(BetweenSamples);
            var footprint = Footprint.Of(scene.Cloud.Id, scene.Folder.Data);
            memory.Add((watch.Elapsed, footprint.Cloud));
            if ((int)watch.Elapsed.TotalMinutes > number)
                WriteMinute(footprint);
        }
    }

    void WriteMinute(Footprint footprint)
    {
        var answers = Interlocked.Exchange(ref minute, new());
        faults += answers.Faults;
        unanswered += answers.Unanswered;
        Row(
            $"{watch.Elapsed.TotalMinutes:0}",
            Megabytes(footprint.Cloud),
            Megabytes(footprint.Workers),
            footprint.WorkerCount,
            Megabytes(footprint.Data),
            Megabytes(footprint.Largest),
            answers.Count,
            $"{answers.Percentile(50):0.0}",
            $"{answers.Percentile(95):0.0}",
            $"{answers.Percentile(99):0.0}",
            $"{answers.Percentile(100):0}",
            answers.Faults,
            answers.Errors
        );
    }

    static string Megabytes(long bytes) => $"{bytes / 1048576.0:0.0}";

    static void Row(string minute, params object[] cells) =>
        Console.WriteLine($"{minute, 6} {string.Join(' ', cells.Select(cell => $"{cell, 10}"))}");

    bool Report()
    {
        if (scene.Cloud.HasExited)
            scene.Differences.Add(
                Fault.Down,
                "cloud",
                $"it ended by itself with {scene.Cloud.ExitCode}: {Crash.Report.Shortened(scene.Cloud.Errors)}"
            );
        faults += minute.Faults;
        unanswered += minute.Unanswered;
        var isRight = Crash.Report.Write(scene.Differences, writers, [CloudStart.Of(scene.Cloud)], watch.Elapsed);
        var (problem, figures) = MemoryVerdict.Of(memory);
        Console.WriteLine(figures);
        Console.WriteLine($"{faults} answers of 500 and above, {unanswered} calls without an answer.");
        if (problem is not null)
            Console.WriteLine(problem);
        return isRight && problem is null && faults == 0 && unanswered == 0;
    }
}
