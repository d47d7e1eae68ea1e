using System.Diagnostics;
using System.Text.RegularExpressions;
using Classroom.Benchmarks.Cloud;
using Classroom.Benchmarks.Crash.Services;

namespace Classroom.Benchmarks.Crash;

/// <summary>
/// Fills the disk of the cloud. Changes must be refused at once with a clear message, reads must work, and no refused change may be visible
/// later. After space is freed, everything must work without a restart, and a kill must lose nothing.
/// </summary>
sealed partial class DiskFull(Scene scene, SmallDisk disk)
{
    const string Size = "64m";

    static readonly TimeSpan LongestRefusal = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestFill = TimeSpan.FromMinutes(3);

    readonly IReadOnlyList<Writer> writers = [.. CrashCommand.Writers(scene), new Filler(scene)];
    readonly List<CloudStart> starts = [];
    readonly List<TimeSpan> refusals = [];
    readonly Stopwatch watch = Stopwatch.StartNew();

    public static async Task<int> RunAsync(CrashSettings settings)
    {
        var (disk, why) = SmallDisk.TryMount(Size);
        if (disk is null)
        {
            Console.WriteLine($"Skipped: {why}. Run it as root on Linux.");
            return 0;
        }
        using (disk)
        {
            var folder = CrashCommand.NewFolder(settings, within: disk.Folder);
            Console.WriteLine($"Filling a disk of {Size}, {settings.Shown}");
            DiskFull? run = null;
            using var scene = new Scene(settings.Seed, folder) { Observe = reply => run?.Observe(reply) };
            run = new(scene, disk);
            await run.RunAsync();
            return run.Report() ? 0 : 1;
        }
    }

    async Task RunAsync()
    {
        if (!await StartAsync("with space"))
            return;
        await Scenery.PrepareAsync(scene.Client);
        foreach (var writer in writers)
            await writer.PrepareAsync();
        await WorkAsync(TimeSpan.FromSeconds(4), writers.Where(writer => writer is not Filler));
        await FillAsync();
        if (scene.Cloud.HasExited)
            return;
        await CompareFullAsync();
        await MakeSpaceAsync();
        if (scene.Cloud.HasExited)
            return;
        await AuditAsync();
        await scene.Cloud.KillAsync();
        if (!await StartAsync("after space was freed and after a kill"))
            return;
        await AuditAsync();
    }

    async Task FillAsync()
    {
        scene.Differences.Moment = "while the disk was being filled";
        scene.ExpectsRefusal = IsRefusedAsFull;
        var fill = Stopwatch.StartNew();
        await scene.WorkAsync(
            writers,
            async () =>
            {
                while (refusals.Count == 0 && fill.Elapsed < LongestFill && !scene.IsEnding)
                    await Task.Delay(100);
                if (refusals.Count > 0)
                    Console.WriteLine($"  the first refusal after {fill.Elapsed.TotalSeconds:0.0} s");
                // From here all writers meet the full disk.
                if (!scene.IsEnding)
                    await Task.Delay(TimeSpan.FromSeconds(12));
            }
        );
        if (refusals.Count == 0 && !scene.Cloud.HasExited)
            scene.Differences.Add(
                Fault.Wrong,
                "disk",
                $"nothing was refused within {LongestFill.TotalMinutes:0} minutes, with {disk.Free / 1024} KB free"
            );
        Console.WriteLine($"  {refusals.Count} changes refused, {disk.Free / 1024} KB free");
    }

    /// <summary>While the disk is full, compares everything that can be compared by reading alone.</summary>
    async Task CompareFullAsync()
    {
        scene.Differences.Moment = "reading on a full disk";
        await Task.WhenAll(writers.Where(writer => writer.ComparesByReading).Select(writer => Task.Run(writer.AuditAsync)));
    }

    async Task MakeSpaceAsync()
    {
        disk.MakeSpace();
        await Task.Delay(1000);
        scene.Differences.Moment = "after space was freed";
        scene.ExpectsRefusal = _ => false;
        await WorkAsync(TimeSpan.FromSeconds(5), writers.Where(writer => writer is not Filler));
    }

    Task WorkAsync(TimeSpan longest, IEnumerable<Writer> some) =>
        scene.WorkAsync(
            some,
            async () =>
            {
                var work = Stopwatch.StartNew();
                while (work.Elapsed < longest && !scene.IsEnding)
                    await Task.Delay(50);
            }
        );

    Task AuditAsync() => Task.WhenAll(writers.Select(writer => Task.Run(writer.AuditAsync)));

    async Task<bool> StartAsync(string moment)
    {
        scene.Differences.Moment = moment;
        var isServing = await scene.StartAsync();
        starts.Add(CloudStart.Of(scene.Cloud));
        if (!isServing)
            scene.Differences.Add(
                Fault.Down,
                "start",
                $"the cloud does not serve: {Crash.Report.Shortened(scene.Cloud.Errors + scene.Cloud.Output)}"
            );
        return isServing;
    }

    bool IsRefusedAsFull(Reply reply)
    {
        if (reply.Status < 500 || reply.Code.Length == 0 || !Full().IsMatch(reply.Text))
            return false;
        lock (refusals)
            refusals.Add(reply.Took);
        if (reply.Took > LongestRefusal)
            scene.Differences.Add(Fault.Slow, "disk", $"a refusal took {reply.Took.TotalSeconds:0.0} s, {reply}");
        return true;
    }

    void Observe(Reply reply)
    {
        if (reply.Took > LongestAnswer && !reply.IsUnknown)
            scene.Differences.Add(Fault.Slow, "disk", $"an answer took {reply.Took.TotalSeconds:0.0} s, {reply.Call}");
    }

    bool Report()
    {
        if (scene.Cloud.HasExited)
            scene.Differences.Add(
                Fault.Down,
                "work",
                $"the cloud ended by itself: {Crash.Report.Shortened(scene.Cloud.Errors + scene.Cloud.Output)}"
            );
        var isRight = Crash.Report.Write(scene.Differences, writers, starts, watch.Elapsed);
        if (refusals.Count > 0)
            Console.WriteLine($"{refusals.Count} changes were refused because the disk was full: {Crash.Report.Figures(refusals)}");
        return isRight;
    }

    [GeneratedRegex("disk|no space|storage is full", RegexOptions.IgnoreCase)]
    private static partial Regex Full();
}
