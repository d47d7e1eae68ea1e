using System.Text.RegularExpressions;

namespace Classroom.Settings;

/// <summary>The name of a student, with which the names of the student's resources begin. An existing value is valid.</summary>
readonly partial record struct Username : IComparable<Username>
{
    /// <summary>Without hyphens, the pattern <c>user1-*</c> never matches a resource of another student.</summary>
    public const string Rule = "2 to 16 lower-case letters and digits, a letter first";

    readonly string value;

    Username(string value) => this.value = value;

    public static bool TryParse(string? text, out Username username)
    {
        username = text is not null && Pattern().IsMatch(text) ? new(text) : default;
        return username.value is not null;
    }

    public string Name(string resource) => $"{value}-{resource}";

    public int CompareTo(Username other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value;

    [GeneratedRegex("^[a-z][a-z0-9]{1,15}\\z")]
    private static partial Regex Pattern();
}
