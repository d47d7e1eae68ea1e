using System.Text.RegularExpressions;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>
/// A regular expression, which is a function in JSONata: it returns the first match of a text, and each match has a function that returns
/// the next match.
/// </summary>
sealed class RegexFunction : Function
{
    readonly RegularExpression regex;
    readonly int position;

    public RegexFunction(string pattern, string flags, int position)
    {
        this.position = position;
        var options =
            (flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : 0)
            | (flags.Contains('m', StringComparison.Ordinal) ? RegexOptions.Multiline : 0);
        regex = Make(pattern, options, position);
    }

    public override int Arity => 2;

    public override Json? Call(Json?[] arguments, Json? input, Frame frame) =>
        arguments is [JsonString text, ..] ? Describe(text.Value, Match(text.Value, 0)) : null;

    public RegexMatch? Match(string text, int from)
    {
        try
        {
            var match = regex.Match(text, from);
            return match.Success
                ? new(
                    match.Value,
                    match.Index,
                    match.Index + match.Length,
                    [.. match.Groups.Values.Skip(1).Select(group => group.Success ? group.Value : null)]
                )
                : null;
        }
        catch (LanguageException)
        {
            throw new JsonataException("D1012", position, detail: "the regular expression's");
        }
    }

    /// <summary>The next match. An empty match is an error, because it would repeat forever.</summary>
    public RegexMatch? Next(string text, RegexMatch match)
    {
        if (match.End >= text.Length)
            return null;
        var next = Match(text, match.End);
        return next is { Text.Length: 0 } ? throw new JsonataException("D1004", position, value: regex.ToString()) : next;
    }

    JsonObject? Describe(string text, RegexMatch? match) =>
        match is null
            ? null
            : JsonObject.Of(
                ("match", match.Text),
                ("start", match.Start),
                ("end", match.End),
                ("groups", match.GroupsAsJson()),
                ("next", new NativeFunction("next", "<x?:x>", (_, _) => Describe(text, Next(text, match))))
            );

    static RegularExpression Make(string pattern, RegexOptions options, int position)
    {
        try
        {
            // JSONata allows look-around and back-references.
            return RegularExpression.Parse(pattern, options, mayBacktrack: true);
        }
        catch (LanguageException exception)
        {
            throw new JsonataException("S0303", position, detail: exception.Message);
        }
    }
}

sealed record RegexMatch(string Text, int Start, int End, string?[] Groups)
{
    public JsonArray GroupsAsJson() => JsonArray.Of(Groups.Select(group => (Json)(group ?? "")));
}
