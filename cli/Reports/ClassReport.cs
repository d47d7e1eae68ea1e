using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>What a report shows: the students with their grades and their progress, at one time.</summary>
sealed record ClassReport(
    string ClassName,
    string Stack,
    DateTimeOffset Time,
    IReadOnlyList<Observation> Students,
    HintBook Hints,
    IReadOnlyDictionary<string, IReadOnlyList<Link>> Links
)
{
    public IReadOnlyList<string> Labs => [.. Students.SelectMany(one => one.Grade.Labs).Distinct()];

    public double Points => Students.Select(one => one.Grade.Points).DefaultIfEmpty(0).Max();
}

/// <summary>A link of a student: the dashboard, or the URL of the API.</summary>
sealed record Link(string Name, string Url);
