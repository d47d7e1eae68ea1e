using System.Globalization;
using System.Text;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Functions that search a text for a text, a regular expression, or the matches that a lambda returns.</summary>
static class Matching
{
    public static NativeFunction[] Functions { get; } =
    [
        new("contains", "<s-(sf):b>", (args, site) => args is [JsonString text, { } pattern] ? Contains(text.Value, pattern, site) : null),
        new("match", "<s-f<s:o>n?:a<o>>", (args, site) => args[0] is JsonString text ? Match(text.Value, args, site) : null),
        new("replace", "<s-(sf)(sf)n?:s>", (args, site) => args[0] is JsonString text ? Replace(text.Value, args, site) : null),
        new("split", "<s-(sf)n?:a<s>>", (args, site) => args[0] is JsonString text ? Split(text.Value, args, site) : null),
    ];

    static Json Contains(string text, Json pattern, CallSite site) =>
        pattern is Function function
            ? Matches(function, text, site, "contains").Any()
            : text.Contains(Texts.Of(pattern), StringComparison.Ordinal);

    static JsonArray Match(string text, Json?[] args, CallSite site)
    {
        var found = Sequences.Empty();
        foreach (var match in Matches((Function)args[1]!, text, site, "match").Take(Limit(args, 2, "D3040")))
        {
            site.Frame.Evaluation.Options.Allow(found.Count + 1.0);
            found.Add(JsonObject.Of(("match", match.Text), ("index", match.Start), ("groups", match.GroupsAsJson())));
        }
        return found;
    }

    static string Replace(string text, Json?[] args, CallSite site)
    {
        if (args[1] is JsonString { Value.Length: 0 })
            throw new JsonataException("D3010");
        var limit = Limit(args, 3, "D3011");
        var replaced = new StringBuilder();
        var position = 0;
        if (args[1] is JsonString mark)
        {
            for (var count = 0; count < limit; count++)
            {
                var at = text.IndexOf(mark.Value, position, StringComparison.Ordinal);
                if (at < 0)
                    break;
                replaced.Append(text, position, at - position).Append(Texts.Of(args[2]));
                site.Frame.Evaluation.Options.AllowText(replaced.Length);
                position = at + mark.Value.Length;
            }
        }
        else
        {
            foreach (var match in Matches((Function)args[1]!, text, site, "replace").Take(limit))
            {
                replaced.Append(text, position, match.Start - position).Append(Substitute(match, args[2], site));
                site.Frame.Evaluation.Options.AllowText(replaced.Length);
                position = match.Start + match.Text.Length;
            }
        }
        return replaced.Append(text, position, text.Length - position).ToString();
    }

    static string Substitute(RegexMatch match, Json? replacement, CallSite site)
    {
        if (replacement is not Function function)
            return Expand(Texts.Of(replacement), match);
        var described = JsonObject.Of(("match", match.Text), ("start", match.Start), ("end", match.End), ("groups", match.GroupsAsJson()));
        return function.Apply([described], Json.Null, site.Frame) is JsonString text ? text.Value : throw new JsonataException("D3012");
    }

    /// <summary>
    /// $0 is the match, $1 and so on are its groups, $$ is a dollar sign. A number has only as many digits as the number of groups needs.
    /// </summary>
    static string Expand(string replacement, RegexMatch match)
    {
        var text = new StringBuilder();
        for (var at = 0; at < replacement.Length; )
        {
            var c = replacement[at++];
            var next = at < replacement.Length ? replacement[at] : '\0';
            if (c != '$')
            {
                text.Append(c);
            }
            else if (next == '$')
            {
                text.Append('$');
                at++;
            }
            else if (next == '0')
            {
                text.Append(match.Text);
                at++;
            }
            else
            {
                at += AppendGroup(text, replacement.AsSpan(at), match.Groups);
            }
        }
        return text.ToString();
    }

    static int AppendGroup(StringBuilder text, ReadOnlySpan<char> after, string?[] groups)
    {
        var most = groups.Length == 0 ? 1 : (int)Math.Floor(Math.Log10(groups.Length)) + 1;
        var digits = 0;
        while (digits < most && digits < after.Length && char.IsAsciiDigit(after[digits]))
            digits++;
        if (digits > 1 && int.Parse(after[..digits], CultureInfo.InvariantCulture) > groups.Length)
            digits--;
        if (digits == 0)
        {
            text.Append('$');
            return 0;
        }
        var number = int.Parse(after[..digits], CultureInfo.InvariantCulture);
        if (number >= 1 && number <= groups.Length)
            text.Append(groups[number - 1]);
        return digits;
    }

    static JsonArray Split(string text, Json?[] args, CallSite site)
    {
        var limit = Limit(args, 2, "D3020");
        if (args[1] is JsonString separator)
        {
            var parts =
                separator.Value.Length == 0
                    ? text.Select(c => c.ToString())
                    : text.Split(separator.Value, site.Frame.Evaluation.Options.MostItems + 1);
            site.Frame.Evaluation.Options.Allow(separator.Value.Length == 0 ? text.Length : parts.Count());
            return JsonArray.Of(
                parts
                    .Take(args.ElementAtOrDefault(2) is JsonNumber most ? (int)Math.Min(most.Value, limit) : limit)
                    .Select(part => (Json)part)
            );
        }
        var found = new List<Json>();
        var position = 0;
        foreach (var match in Matches((Function)args[1]!, text, site, "split").Take(limit))
        {
            site.Frame.Evaluation.Options.Allow(found.Count + 1.0);
            found.Add(text[position..match.Start]);
            position = match.End;
        }
        if (found.Count < limit)
            found.Add(text[position..]);
        return JsonArray.Of(found);
    }

    static int Limit(Json?[] args, int index, string error)
    {
        if (args.ElementAtOrDefault(index) is not JsonNumber limit)
            return int.MaxValue;
        if (limit.Value < 0)
            throw new JsonataException(error, value: limit);
        return (int)Math.Min(Math.Ceiling(limit.Value), int.MaxValue);
    }

    static IEnumerable<RegexMatch> Matches(Function matcher, string text, CallSite site, string caller)
    {
        if (matcher is RegexFunction regex)
        {
            for (var match = regex.Match(text, 0); match is not null; match = regex.Next(text, match))
                yield return match;
            yield break;
        }
        for (var found = matcher.Apply([text], Json.Null, site.Frame); found is not null; )
        {
            if (found is not JsonObject description || !IsMatch(description))
                throw new JsonataException("T1010", token: caller, value: found);
            yield return new(
                Texts.Of(description["match"]),
                Place(description["start"]),
                Place(description["end"]),
                GroupsOf(description["groups"])
            );
            found = (description["next"] as Function)?.Apply([], Json.Null, site.Frame);
        }
    }

    static bool IsMatch(JsonObject description) =>
        description["start"] is JsonNumber
        || description["end"] is JsonNumber
        || description["groups"] is JsonArray
        || description["next"] is Function;

    static int Place(Json? value) => value is JsonNumber number ? (int)number.Value : 0;

    static string?[] GroupsOf(Json? groups) => groups is JsonArray array ? [.. array.Select(group => Texts.Of(group))] : [];
}
