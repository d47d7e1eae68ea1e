using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Languages;

namespace Classroom.Cloud.Events;

/// <summary>The condition keys that PutRule takes from an event pattern: the texts that the pattern lists for a field.</summary>
static class PatternKeys
{
    static readonly (string Key, string[] Path)[] Keys =
    [
        ("events:source", ["source"]),
        ("events:detail-type", ["detail-type"]),
        ("events:detail.service", ["detail", "service"]),
        ("events:detail.eventTypeCode", ["detail", "eventTypeCode"]),
        ("events:detail.userIdentity.principalId", ["detail", "userIdentity", "principalId"]),
    ];

    public static Permission Add(Permission need, string? pattern)
    {
        var root = Parse(pattern);
        return Keys.SelectMany(key => Texts(root, key.Path).Select(text => (key.Key, text)))
            .Aggregate(need, (known, pair) => known.With(pair.Key, pair.text));
    }

    /// <summary>A pattern that is no JSON has no keys; the operation refuses it after the permissions have been checked.</summary>
    static JsonNode? Parse(string? pattern)
    {
        try
        {
            return pattern is null ? null : BoundedJson.Parse(pattern, LanguageLimits.EventPattern);
        }
        catch (LanguageException)
        {
            return null;
        }
    }

    static IEnumerable<string> Texts(JsonNode? node, IEnumerable<string> path) =>
        path.Aggregate(node, (known, name) => (known as JsonObject)?[name]) is JsonArray values
            ? values.Select(value => value.AsText()).OfType<string>()
            : [];
}
