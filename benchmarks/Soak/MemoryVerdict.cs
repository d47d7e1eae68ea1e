namespace Classroom.Benchmarks.Soak;

/// <summary>Decides whether resident memory grows after the first ten minutes.</summary>
static class MemoryVerdict
{
    const double MostGrowth = 0.10;

    static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Returns a sentence if memory grows (null otherwise), and a sentence with the figures.</summary>
    public static (string? Problem, string Figures) Of(IReadOnlyList<(TimeSpan At, long Bytes)> samples)
    {
        var after = samples.Where(sample => sample.At >= WarmUp).ToList();
        if (after.Count == 0 || after[^1].At < WarmUp + 2 * Window)
            return (null, $"No verdict about memory: this needs {(WarmUp + 2 * Window).TotalMinutes:0} minutes.");
        var (from, to) = Fit(after);
        var first = Median(after.Where(sample => sample.At < WarmUp + Window));
        var last = Median(after.Where(sample => sample.At > after[^1].At - Window));
        var (byFit, byMedian) = ((to - from) / from, (last - first) / first);
        var figures =
            $"Resident memory after the first {WarmUp.TotalMinutes:0} minutes: "
            + $"{Megabytes(from)} to {Megabytes(to)} MB by a linear fit ({byFit:+0.0%;-0.0%}); "
            + $"median of minutes 10 to 15 {Megabytes(first)} MB, of the last five {Megabytes(last)} MB ({byMedian:+0.0%;-0.0%}).";
        return (byFit > MostGrowth || byMedian > MostGrowth ? $"Resident memory grows by more than {MostGrowth:0%}." : null, figures);
    }

    static (double From, double To) Fit(List<(TimeSpan At, long Bytes)> samples)
    {
        var (meanTime, meanBytes) = (samples.Average(sample => sample.At.TotalSeconds), samples.Average(sample => (double)sample.Bytes));
        var slope =
            samples.Sum(sample => (sample.At.TotalSeconds - meanTime) * (sample.Bytes - meanBytes))
            / samples.Sum(sample => Math.Pow(sample.At.TotalSeconds - meanTime, 2));
        double At(TimeSpan time) => meanBytes + slope * (time.TotalSeconds - meanTime);
        return (At(samples[0].At), At(samples[^1].At));
    }

    static double Median(IEnumerable<(TimeSpan At, long Bytes)> samples)
    {
        var sorted = samples.Select(sample => (double)sample.Bytes).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    static string Megabytes(double bytes) => $"{bytes / 1048576:0}";
}
