using System.Text.Json.Nodes;

namespace Classroom.Services.Tests;

/// <summary>Reads answers by paths such as Messages/0/Body.</summary>
static class Answers
{
    /// <summary>The value at a path as text. A value that is not there fails the test.</summary>
    public static string At(this JsonNode answer, string path) =>
        answer.Find(path)?.ToString() ?? throw new AssertionException($"There is no {path} in {answer.ToJsonString()}");

    /// <summary>The value at a path as text; null where it is not there.</summary>
    public static string? Maybe(this JsonNode answer, string path) => answer.Find(path)?.ToString();

    /// <summary>A member of all items of a list: the texts at Topics/*/TopicArn; the items themselves at QueueUrls/*.</summary>
    public static string?[] Each(this JsonNode answer, string path)
    {
        var parts = path.Split("/*");
        var items = answer.Find(parts[0]) as JsonArray ?? [];
        return [.. items.Select(item => parts[1].Length == 0 ? item?.ToString() : item?.Maybe(parts[1].TrimStart('/')))];
    }

    static JsonNode? Find(this JsonNode answer, string path)
    {
        var found = (JsonNode?)answer;
        foreach (var name in path.Split('/'))
        {
            found = found switch
            {
                JsonArray items => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture) is var index && index < items.Count
                    ? items[index]
                    : null,
                JsonObject members => members[name],
                _ => null,
            };
        }
        return found;
    }
}
