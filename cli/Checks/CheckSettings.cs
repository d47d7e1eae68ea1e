namespace Classroom.Cli.Checks;

/// <summary>How the class is graded.</summary>
/// <param name="Points">The points for everything.</param>
/// <param name="Weights">The weights of checks, by their id, by lab/* or by */name. The id wins over the patterns.</param>
sealed record CheckSettings(double Points, IReadOnlyDictionary<string, double> Weights)
{
    public static CheckSettings Usual { get; } = new(100, new Dictionary<string, double>());

    public double WeightOf(Check check) =>
        Weights.TryGetValue(check.Id, out var weight)
        || Weights.TryGetValue($"*/{check.Name}", out weight)
        || Weights.TryGetValue($"{check.Lab}/*", out weight)
            ? weight
            : check.Weight;
}
