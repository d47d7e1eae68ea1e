using System.Text.RegularExpressions;

namespace Classroom.Offline.Tests.Surface;

/// <summary>
/// A property in words that both languages share: whether it may be absent, and string, number, boolean, archive, [list], {map} or the name
/// of an object.
/// </summary>
sealed partial record Member(bool IsOptional, string Kind)
{
    public static Member OfTypeScript(string type, bool isOptional)
    {
        var kind = Kinds(Wrapper().Replace(type, "(").Replace('>', ')'));
        return new(isOptional || kind.Contains("undefined"), Join(kind.Where(part => part != "undefined")));
    }

    /// <summary>The alternatives of a union, whatever brackets are around it.</summary>
    static List<string> Kinds(string type)
    {
        var parts = SplitUnion(type.Trim()).Select(part => part.Trim()).ToList();
        return [.. parts.SelectMany(part => part is ['(', .., ')'] ? Kinds(part[1..^1]) : [KindOf(part)]).Distinct()];
    }

    /// <summary>
    /// An enumeration, a reference to a resource and an ARN are texts on the wire; more than two alternatives are an object in C#.
    /// </summary>
    static string Join(IEnumerable<string> kinds)
    {
        var list = kinds.Order(StringComparer.Ordinal).ToList();
        return list.Count(kind => kind.StartsWith("object ", StringComparison.Ordinal)) > 1
            ? "any"
            : string.Join(" or ", list.AsEnumerable().Reverse());
    }

    static string KindOf(string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return $"[{Join(Kinds(type[..^2]))}]";
        if (type.StartsWith('{'))
            return $"{{{Join(Kinds(type.Split("]:")[1].TrimEnd('}', ' ', ';')))}}}";
        return type switch
        {
            "string" or "number" or "boolean" or "undefined" or "any" => type,
            "pulumi.asset.Archive" or "pulumi.asset.Asset" => "archive",
            _ when type.StartsWith("inputs.", StringComparison.Ordinal) || type.StartsWith("outputs.", StringComparison.Ordinal) =>
                $"object {type.Split('.')[^1]}",
            _ when type.StartsWith("enums.", StringComparison.Ordinal) => "string",
            _ => "string",
        };
    }

    /// <summary>At bars outside braces.</summary>
    static IEnumerable<string> SplitUnion(string type)
    {
        var depth = 0;
        var from = 0;
        for (var at = 0; at < type.Length; at++)
        {
            depth +=
                type[at] is '{' or '(' ? 1
                : type[at] is '}' or ')' ? -1
                : 0;
            if (depth != 0 || type[at] != '|')
                continue;
            yield return type[from..at];
            from = at + 1;
        }
        yield return type[from..];
    }

    [GeneratedRegex("pulumi\\.(Input|Output)<")]
    private static partial Regex Wrapper();
}
