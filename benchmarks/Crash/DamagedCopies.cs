using System.Diagnostics;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash;

/// <summary>The result of a start on damaged data; the acceptable results come first.</summary>
enum DamageEnd
{
    /// <summary>All answers are right.</summary>
    Right,

    /// <summary>The cloud did not start, and gave the reason in a sentence.</summary>
    Refused,

    /// <summary>The cloud started, and reads of the damaged data report the damage.</summary>
    Told,

    /// <summary>The cloud started, and some calls fail without saying that data is damaged.</summary>
    Unclear,

    /// <summary>The cloud did not start, and gave no understandable reason.</summary>
    BadlyRefused,

    /// <summary>The cloud ended by itself.</summary>
    Died,

    /// <summary>An answer was wrong, and nothing was reported.</summary>
    Silent,
}

/// <summary>One damaged copy of the data and its result.</summary>
sealed record DamagedCopy(DamageKind Kind, string Damage, DamageEnd End, string Sentence);

/// <summary>
/// Starts the cloud on damaged copies of its data, with every kind of damage, and compares its answers with all acknowledged changes.
/// </summary>
sealed class DamagedCopies(Scene scene, string workplace)
{
    static readonly TimeSpan Work = TimeSpan.FromSeconds(10);

    readonly IReadOnlyList<Writer> writers = CrashCommand.Writers(scene);
    readonly Random random = scene.ChanceFor("damage");
    readonly List<DamagedCopy> copies = [];

    string Killed => Path.Combine(workplace, "killed");

    string Stopped => Path.Combine(workplace, "stopped");

    public static async Task<int> RunAsync(CrashSettings settings)
    {
        var workplace = Directory.CreateTempSubdirectory("classroom-damage-").FullName;
        Console.WriteLine($"{settings.Copies} damaged copies, seed {settings.Seed}");
        using var scene = new Scene(settings.Seed, CrashCommand.NewFolder(settings, within: workplace));
        var run = new DamagedCopies(scene, workplace);
        try
        {
            await run.FillAsync();
            if (!await run.IsRightUndamagedAsync())
                return 1;
            for (var number = 0; number < settings.Copies; number++)
                await run.TryAsync(number);
            return run.Report();
        }
        finally
        {
            scene.Dispose();
            Directory.Delete(workplace, recursive: true);
        }
    }

    /// <summary>
    /// Creates the two folders that are copied: one of a killed cloud and one of a stopped cloud. No call is in progress in either case.
    /// </summary>
    async Task FillAsync()
    {
        if (!await scene.StartAsync())
            throw new InvalidOperationException($"the cloud does not start: {scene.Cloud.Errors}");
        await Scenery.PrepareAsync(scene.Client);
        foreach (var writer in writers)
            await writer.PrepareAsync();
        await scene.WorkAsync(writers, () => Task.Delay(Work));
        await AuditAsync();
        await scene.Cloud.KillAsync();
        CopyFolder(scene.Folder.Data, Killed);
        if (!await scene.StartAsync())
            throw new InvalidOperationException($"the cloud does not start after a kill: {scene.Cloud.Errors}");
        await scene.Cloud.StopAsync();
        CopyFolder(scene.Folder.Data, Stopped);
        // Differences that exist before any damage are reported by the run with kills. Here they count as right if they stay unchanged.
        if (scene.Differences.All is [var first, ..] all)
            Console.WriteLine($"{all.Count} differences before any damage, for example: {first.Sentence}");
    }

    async Task<bool> IsRightUndamagedAsync()
    {
        foreach (var original in (string[])[Killed, Stopped])
        {
            var (end, sentence, _) = await StartCopyAsync(original, _ => "nothing");
            if (end == DamageEnd.Right)
                continue;
            Console.WriteLine($"Something is wrong on a copy of the folder '{Path.GetFileName(original)}' without any damage: {sentence}");
            return false;
        }
        return true;
    }

    async Task TryAsync(int number)
    {
        var kind = DamageKind.All[number % DamageKind.All.Count];
        var original = number / DamageKind.All.Count % 2 == 0 ? Stopped : Killed;
        var (end, sentence, damage) = await StartCopyAsync(original, copy => kind.Apply(copy, random));
        copies.Add(new(kind, $"{kind.Name} ({Path.GetFileName(original)}, {damage})", end, sentence));
        if ((number + 1) % 20 == 0)
            Console.WriteLine($"  {number + 1} copies");
    }

    async Task<(DamageEnd End, string Sentence, string Damage)> StartCopyAsync(string original, Func<string, string> damage)
    {
        var copy = Path.Combine(workplace, "copy");
        CopyFolder(original, copy);
        var what = damage(copy);
        (scene.Folder, scene.IsFrozen) = (scene.Folder with { Data = copy }, true);
        var before = scene.Differences.All.Count;
        if (await scene.StartAsync())
            await AuditAsync();
        var (end, sentence) = Judge(scene.Cloud, [.. scene.Differences.All.Skip(before)], what);
        if (!scene.Cloud.HasExited)
            await scene.Cloud.KillAsync();
        ReadOnlyFolder.Release(copy);
        if (Directory.Exists(copy))
            Directory.Delete(copy, recursive: true);
        else
            File.Delete(copy);
        return (end, sentence, what);
    }

    static (DamageEnd, string) Judge(CloudProcess cloud, IReadOnlyList<Difference> found, string damage)
    {
        var said = $"{cloud.Errors}\n{cloud.Output}".Trim();
        if (!cloud.IsServing)
            return (
                cloud.HasExited && IsSentence(cloud, damage) ? DamageEnd.Refused : DamageEnd.BadlyRefused,
                cloud.HasExited ? $"exit code {cloud.ExitCode}: {Crash.Report.Shortened(said)}" : "it did not answer for a minute"
            );
        if (cloud.HasExited)
            return (DamageEnd.Died, $"exit code {cloud.ExitCode}: {Crash.Report.Shortened(said)}");
        var worst = found.FirstOrDefault(difference => difference.Fault is Fault.Lost or Fault.Doubled or Fault.Wrong);
        if (worst is not null)
            return (DamageEnd.Silent, $"{worst.Writer}: {worst.Sentence}");
        var unclear = found.FirstOrDefault(difference => difference.Fault != Fault.Damaged);
        if (unclear is not null)
            return (DamageEnd.Unclear, $"{unclear.Writer}: {unclear.Sentence}");
        return found.Count > 0 ? (DamageEnd.Told, $"{found[0].Writer}: {found[0].Sentence}") : (DamageEnd.Right, "");
    }

    /// <summary>
    /// Whether the errors are a few lines that name the file or the folder, or say that something is damaged, without a stack trace.
    /// </summary>
    static bool IsSentence(CloudProcess cloud, string damage)
    {
        var lines = cloud.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var isNamed =
            DamageWords.In(cloud.Errors)
            || cloud.Errors.Contains(cloud.Folder.Data, StringComparison.Ordinal)
            || cloud.Errors.Contains(damage.Split(' ')[0], StringComparison.Ordinal);
        return cloud.ExitCode == 2
            && lines.Length is > 0 and <= 4
            && isNamed
            && !lines.Any(line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    Task AuditAsync() => Task.WhenAll(writers.Select(writer => Task.Run(writer.AuditAsync)));

    int Report()
    {
        var ends = Enum.GetValues<DamageEnd>();
        Console.WriteLine();
        Row("damage", ends.Cast<object>());
        foreach (var kind in DamageKind.All)
            Row(kind.Name, ends.Select(end => (object)copies.Count(copy => copy.Kind == kind && copy.End == end)));
        Row("all", ends.Select(end => (object)copies.Count(copy => copy.End == end)));
        foreach (var end in ends.Where(end => end >= DamageEnd.Told))
        foreach (var copy in copies.Where(copy => copy.End == end).Take(end == DamageEnd.Told ? 3 : 10))
            Console.WriteLine($"[{end}] {copy.Damage}: {copy.Sentence}");
        var bad = copies.Count(copy => copy.End > DamageEnd.Unclear);
        Console.WriteLine(
            bad == 0
                ? "No copy gave a wrong answer without reporting damage, and none ended with a stack trace."
                : $"{bad} of {copies.Count} copies had a bad result."
        );
        return bad == 0 ? 0 : 1;
    }

    static void Row(string name, IEnumerable<object> cells) =>
        Console.WriteLine($"{name, -40} {string.Join(' ', cells.Select(cell => $"{cell, 12}"))}");

    static void CopyFolder(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", from, to]);
        copy.WaitForExit();
        if (copy.ExitCode != 0)
            throw new InvalidOperationException($"{from} cannot be copied");
    }
}
