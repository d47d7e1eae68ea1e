namespace Classroom.Cloud.Gateway;

/// <summary>
/// Makes the values of response headers valid. A value may come from a caller, and Kestrel refuses to write control characters.
/// </summary>
static class HeaderText
{
    public static bool IsName(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    public static string Printable(string text) => text.Any(IsControl) ? string.Concat(text.Select(c => IsControl(c) ? ' ' : c)) : text;

    static bool IsControl(char c) => char.IsControl(c) && c != '\t';
}
