using System.Diagnostics;

namespace Classroom.Benchmarks.Crash;

/// <summary>Kills the cloud repeatedly while all writers work, and compares the data after each start.</summary>
sealed class Kills(Scene scene, CrashSettings settings)
{
    const int KillsBetweenAudits = 20;
    const int ChangesOfLongWork = 300;

    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(10);

    readonly IReadOnlyList<Writer> writers =
    [
        .. CrashCommand.Writers(scene).Where(writer => writer.Name.StartsWith(settings.Only ?? "", StringComparison.Ordinal)),
    ];
    readonly Random random = scene.ChanceFor("kills");
    readonly List<CloudStart> starts = [];
    readonly Stopwatch watch = Stopwatch.StartNew();

    public static async Task<int> RunAsync(CrashSettings settings)
    {
        var folder = CrashCommand.NewFolder(settings);
        Console.WriteLine($"{settings.Kills} kills, {settings.Shown}, data in {folder.Data}");
        using var scene = new Scene(settings.Seed, folder);
        var kills = new Kills(scene, settings);
        await kills.RunAsync();
        var isRight = Report.Write(scene.Differences, kills.writers, kills.starts, kills.watch.Elapsed);
        if (isRight)
            Directory.Delete(folder.Data, recursive: true);
        else
            Console.WriteLine($"\nThe data is left in {folder.Data}.");
        return isRight ? 0 : 1;
    }

    async Task RunAsync()
    {
        if (!await StartAsync())
            return;
        await Scenery.PrepareAsync(scene.Client);
        foreach (var writer in writers)
            await writer.PrepareAsync();
        var told = 0;
        for (var kill = 1; kill <= settings.Kills; kill++)
        {
            scene.Differences.Moment = $"kill {kill}";
            await WorkAndKillAsync(TimeSpan.FromSeconds(0.05 + random.NextDouble() * 1.95));
            if (!await StartAsync())
                return;
            if (kill % KillsBetweenAudits != 0 && kill != settings.Kills)
                continue;
            scene.ComparesEveryHistory = kill == settings.Kills;
            await AuditAsync();
            var differences = scene.Differences.All;
            foreach (var difference in differences.Skip(told))
                Console.WriteLine($"  {Report.Line(difference)}");
            told = differences.Count;
            var minutes = watch.Elapsed.TotalMinutes;
            Console.WriteLine($"  {kill} kills in {minutes:0.0} min, {Acknowledged()} changes acknowledged, {told} differences");
        }
        scene.Differences.Moment = "after a clean stop";
        await StopAsync();
        if (!await StartAsync())
            return;
        await AuditAsync();
        await StopAsync();
    }

    async Task<bool> StartAsync()
    {
        var isServing = await scene.StartAsync();
        starts.Add(CloudStart.Of(scene.Cloud));
        if (!isServing)
        {
            var end = scene.Cloud.HasExited ? $"ended with {scene.Cloud.ExitCode}" : "did not answer for a minute";
            scene.Differences.Add(Fault.Down, "start", $"the cloud {end}: {Report.Shortened(scene.Cloud.Errors + scene.Cloud.Output)}");
        }
        else if (scene.Cloud.StartAlone > LongestStart)
        {
            var (took, alone) = (scene.Cloud.StartTook.TotalSeconds, scene.Cloud.StartAlone.TotalSeconds);
            scene.Differences.Add(Fault.Slow, "start", $"the start took {took:0.00} s, {alone:0.00} s without waits for a processor");
        }
        return isServing;
    }

    Task WorkAndKillAsync(TimeSpan longest) =>
        scene.WorkAsync(
            writers,
            async () =>
            {
                var before = Acknowledged();
                await Task.Delay(longest);
                // On a slow machine little happens in this time. Therefore some kills wait until there are more changes to lose.
                if (random.Next(3) == 0)
                    await WaitForChangesAsync(before + ChangesOfLongWork);
                if (scene.Cloud.HasExited)
                    scene.Differences.Add(
                        Fault.Down,
                        "work",
                        $"the cloud ended by itself with {scene.Cloud.ExitCode}: {Report.Shortened(scene.Cloud.Errors)}"
                    );
                scene.End();
                if (!scene.Cloud.HasExited)
                    await scene.Cloud.KillAsync();
            }
        );

    async Task WaitForChangesAsync(int count)
    {
        var wait = Stopwatch.StartNew();
        while (Acknowledged() < count && wait.Elapsed < LongestWork && !scene.IsEnding)
            await Task.Delay(20);
    }

    int Acknowledged() => writers.Sum(writer => writer.Tally.Acknowledged);

    Task AuditAsync() => Task.WhenAll(writers.Select(writer => Task.Run(writer.AuditAsync)));

    async Task StopAsync()
    {
        scene.End();
        if (!await scene.Cloud.StopAsync())
            scene.Differences.Add(Fault.Slow, "stop", "the cloud has not ended half a minute after SIGTERM");
        else if (scene.Cloud.ExitCode != 0)
            scene.Differences.Add(
                Fault.Down,
                "stop",
                $"the cloud ended with {scene.Cloud.ExitCode} after SIGTERM: {Report.Shortened(scene.Cloud.Errors)}"
            );
    }
}
