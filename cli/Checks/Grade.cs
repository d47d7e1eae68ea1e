namespace Classroom.Cli.Checks;

/// <summary>The results of all checks of one student.</summary>
/// <param name="Points">How many points a student gets for everything.</param>
sealed record Grade(string Student, double Points, IReadOnlyList<Judged> Checks)
{
    public double Score => ScoreOf(Checks) * Points;

    public bool IsFull => Checks.All(judged => judged.IsPassed || !judged.Counts);

    public IEnumerable<string> Labs => Checks.Select(judged => judged.Check.Lab).Distinct();

    public IEnumerable<Judged> Of(string lab) => Checks.Where(judged => judged.Check.Lab == lab);

    /// <summary>The share of the points that these checks give, from 0 to 1.</summary>
    public static double ScoreOf(IEnumerable<Judged> checks)
    {
        var counted = checks.Where(judged => judged.Counts).ToList();
        var all = counted.Sum(judged => judged.Weight);
        return all == 0 ? 0 : counted.Where(judged => judged.IsPassed).Sum(judged => judged.Weight) / all;
    }
}
