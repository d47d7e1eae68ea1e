using System.Collections.Concurrent;
using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Authorization;

/// <summary>A cache of parsed policies: each text is parsed once.</summary>
static class Policies
{
    const int MostKept = 10_000;

    static readonly ConcurrentDictionary<string, PolicyDocument> Read = new(StringComparer.Ordinal);

    public static PolicyDocument Parse(string text)
    {
        if (Read.TryGetValue(text, out var known))
            return known;
        var policy = PolicyDocument.Parse(text);
        if (Read.Count < MostKept)
            Read[text] = policy;
        return policy;
    }

    public static PolicyDocument? ParseOptional(string? text) => string.IsNullOrEmpty(text) ? null : Parse(text);

    /// <summary>Refuses a text that is not a valid policy, with IAM's error.</summary>
    public static string Check(string text, string code = "MalformedPolicyDocument")
    {
        try
        {
            Parse(text);
            return text;
        }
        catch (PolicySyntaxException exception)
        {
            throw new AwsException(code, $"Syntax errors in policy: {exception.Message}");
        }
    }
}
