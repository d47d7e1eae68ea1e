using Classroom.Settings;

namespace Classroom.Cli.Runtime;

/// <summary>How lists of usernames are sorted and shown.</summary>
static class Usernames
{
    const int MostShown = 8;

    /// <summary>user2 before user10.</summary>
    public static IComparer<string> Natural { get; } = Comparer<string>.Create(Compare);

    /// <summary>The first names of a list, and how many more there are.</summary>
    public static string Some(IReadOnlyCollection<string> students) =>
        students.Count <= MostShown + 1
            ? string.Join(", ", students)
            : $"{string.Join(", ", students.Take(MostShown))} and {students.Count - MostShown} more";

    public static CommandException Unknown(string student, IReadOnlyCollection<string> students) =>
        new($"There is no student '{student}'.{Suggestion.For(student, students)} There are {Some(students)}.");

    static int Compare(string? one, string? other)
    {
        var (name, number) = Split(one ?? "");
        var (otherName, otherNumber) = Split(other ?? "");
        var byName = string.CompareOrdinal(name, otherName);
        return byName != 0 ? byName
            : number != otherNumber ? number.CompareTo(otherNumber)
            : string.CompareOrdinal(one, other);
    }

    static (string Name, long Number) Split(string username)
    {
        var name = username.TrimEnd([.. "0123456789"]);
        return (name, long.TryParse(username.AsSpan(name.Length), out var number) ? number : -1);
    }
}
