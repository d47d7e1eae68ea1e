using System.Collections.Frozen;

namespace Classroom.Access;

/// <summary>
/// Whether a pattern of a Resource element, with replaced variables, matches the resource of a request. AWS completes an ARN with missing
/// parts by wildcards. A * at the end of a part may match beyond the next colon; any other wildcard matches within its part.
/// </summary>
static class ResourcePattern
{
    const int Parts = 6;

    /// <summary>The services whose ARNs begin the sixth part with a type, as user/ann; those of S3, SQS and SNS have none.</summary>
    static readonly FrozenSet<string> WithTypes = ["iam", "sts", "lambda", "states", "logs", "events", "cloudwatch", "xray"];

    public static bool Matches(string filled, string resource)
    {
        // Most patterns of a policy are about other resources, and differ before their first wildcard.
        if (!PolicyVariables.StartsAlike(filled, resource))
            return false;
        var parts = filled.Split(':', Parts);
        if (parts[0] != "arn")
            return PolicyVariables.Matches(filled, resource);
        if (parts.Length < Parts)
            return Matches($"{filled}:*", resource) || MatchesParts(parts, resource);
        return !HasWildcardAsType(parts[2], parts[5]) && MatchesParts(parts, resource);
    }

    /// <summary>AWS: a wildcard cannot stand for the type of a resource, or a part of it. A single * for everything can.</summary>
    static bool HasWildcardAsType(string service, string rest)
    {
        if (rest == "*" || !WithTypes.Contains(service))
            return false;
        var end = rest.AsSpan().IndexOfAny(':', '/');
        return rest.AsSpan(0, end < 0 ? rest.Length : end).IndexOfAny('*', '?') >= 0;
    }

    static bool MatchesParts(string[] parts, string resource) => MatchesFrom(parts, 0, resource.Split(':'), 0);

    /// <summary>The last part matches everything that is left, colons included.</summary>
    static bool MatchesFrom(string[] parts, int part, string[] texts, int text)
    {
        if (text >= texts.Length)
            return false;
        if (part == parts.Length - 1 && (part == Parts - 1 || parts[part].EndsWith('*')))
            return PolicyVariables.Matches(parts[part], string.Join(':', texts[text..]));
        if (!PolicyVariables.Matches(parts[part], texts[text]))
            return false;
        if (part == parts.Length - 1)
            return text == texts.Length - 1;
        var last = parts[part].EndsWith('*') ? texts.Length - 1 : text + 1;
        return Enumerable.Range(text + 1, Math.Max(0, last - text)).Any(next => MatchesFrom(parts, part + 1, texts, next));
    }
}
