using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash;

/// <summary>The duration of a start, and its duration without the time that other processes took.</summary>
sealed record CloudStart(TimeSpan Took, TimeSpan Alone)
{
    public static CloudStart Of(CloudProcess cloud) => new(cloud.StartTook, cloud.StartAlone);
}

/// <summary>Prints the result of a run as a table and sentences.</summary>
static class Report
{
    const int Shown = 10;

    /// <summary>Prints everything; true if there are no differences.</summary>
    public static bool Write(Differences differences, IReadOnlyList<Writer> writers, IReadOnlyList<CloudStart> starts, TimeSpan took)
    {
        Console.WriteLine();
        Row("writer", "acknowledged", "unknown", "refused", "compared", "differences");
        foreach (var writer in writers)
            Row(writer.Name, writer.Tally, differences.Of(writer.Name));
        Row("all", Tally.Sum(writers.Select(writer => writer.Tally)), differences.All.Count);
        Console.WriteLine();
        foreach (var delivery in writers.OfType<Queues.Deliveries>().Where(delivery => delivery.Again > 0))
            Console.WriteLine(
                $"{delivery.Name}: {delivery.Again} messages were delivered again after a kill (allowed: delivery is at least once)"
            );
        Console.WriteLine(
            $"{starts.Count} starts until the health page answered: {Figures(starts.Select(start => start.Took))}; "
                + $"without waits for a processor: {Figures(starts.Select(start => start.Alone))}"
        );
        Console.WriteLine($"The run took {took.TotalMinutes:0.0} min");
        WriteDifferences(differences);
        return differences.All.Count == 0;
    }

    public static void WriteDifferences(Differences differences)
    {
        if (differences.All.Count == 0)
        {
            Console.WriteLine("Nothing was lost and nothing was doubled.");
            return;
        }
        var all = differences.All;
        var kinds = all.GroupBy(difference => difference.Fault)
            .OrderBy(faults => faults.Key)
            .Select(faults => $"{faults.Count()} {Word(faults.Key)}");
        Console.WriteLine($"\n{all.Count} differences: {string.Join(", ", kinds)}. The first {Math.Min(Shown, all.Count)}:");
        foreach (var difference in all.Take(Shown))
            Console.WriteLine($"  {Line(difference)}");
        if (all.Count <= Shown)
            return;
        var file = Path.Combine(Path.GetTempPath(), $"classroom-differences-{Environment.ProcessId}.txt");
        File.WriteAllLines(file, all.Select(Line));
        Console.WriteLine($"All of them are in {file}.");
    }

    static void Row(string name, Tally tally, int different) =>
        Row(name, tally.Acknowledged, tally.Unknown, tally.Refused, tally.Compared, different);

    static void Row(string name, params object[] cells) =>
        Console.WriteLine($"{name, -22} {cells[0], 13} {cells[1], 9} {cells[2], 9} {cells[3], 9} {cells[4], 12}");

    public static string Line(Difference difference) => $"[{Word(difference.Fault)}] {difference.Writer}: {difference.Sentence}";

    static string Word(Fault fault) => fault.ToString().ToLowerInvariant();

    public static string Figures(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return $"median {sorted[sorted.Count / 2].TotalMilliseconds:0} ms, worst {sorted[^1].TotalMilliseconds:0} ms";
    }

    public static string Shortened(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length > 300 ? $"{line[..300]}..." : line;
    }
}
