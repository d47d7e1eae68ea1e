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
    /// <summary>The names and the e-mail addresses of the roster, by username.</summary>
    public IReadOnlyDictionary<string, Person> People { get; init; } = new Dictionary<string, Person>();

    public Person PersonOf(string student) => People.GetValueOrDefault(student) ?? new(null, null);

    public IReadOnlyList<string> Labs => [.. Students.SelectMany(one => one.Grade.Labs).Distinct()];

    public double Points => Students.Select(one => one.Grade.Points).DefaultIfEmpty(0).Max();
}

/// <summary>A link of a student: the dashboard, or the URL of the API.</summary>
sealed record Link(string Name, string Url);

/// <summary>Who a student is, as far as the roster says.</summary>
sealed record Person(string? Name, string? Email)
{
    public string FirstNames => Name?.Contains(' ') == true ? Name[..Name.LastIndexOf(' ')] : Name ?? "";

    public string LastName => Name?.Contains(' ') == true ? Name[(Name.LastIndexOf(' ') + 1)..] : "";
}
