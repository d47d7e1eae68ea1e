namespace Classroom.Cli.Checks;

/// <summary>How the class is graded.</summary>
/// <param name="Points">The points for everything.</param>
/// <param name="Weights">The weights of checks, by their id, by lab/* or by */name. The id wins over the patterns.</param>
sealed record CheckSettings(double Points, IReadOnlyDictionary<string, double> Weights)
{
    public static CheckSettings Usual { get; } = new(100, new Dictionary<string, double>());

    /// <summary>The keys under which the settings can name a check; the first one that they have wins.</summary>
    public static IReadOnlyList<string> KeysOf(Check check) => [check.Id, $"*/{check.Name}", $"{check.Lab}/*"];

    public double WeightOf(Check check) => KeysOf(check).FirstOrDefault(Weights.ContainsKey) is { } key ? Weights[key] : check.Weight;
}
