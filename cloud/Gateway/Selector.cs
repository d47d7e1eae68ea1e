using System.Text.Json.Nodes;

namespace Classroom.Cloud.Gateway;

/// <summary>A way into a JSON value: $.user.roles[0], $.items[*].id.</summary>
sealed class Selector(List<(string? Name, int? Index)> steps)
{
    public static Selector Parse(string text, Func<string, AwsException> refuse)
    {
        if (text is not ['$', ..]) throw refuse($"the selector {text} does not begin with $");
        var steps = new List<(string?, int?)>();
        for (var at = 1; at < text.Length;)
        {
            if (text[at] == '.')
            {
                var end = at + 1;
                while (end < text.Length && text[end] is not ('.' or '[')) end++;
                steps.Add((text[(at + 1)..end], null));
                at = end;
            }
            else if (text[at] == '[' && text.IndexOf(']', at) is > 0 and var close)
            {
                var inside = text[(at + 1)..close].Trim('\'', '"');
                steps.Add(inside == "*" ? (null, null) : int.TryParse(inside, out var index) ? (null, index) : (inside, null));
                at = close + 1;
            }
            else
            {
                throw refuse($"the selector {text} is not understood at character {at + 1}");
            }
        }
        return new(steps);
    }

    /// <summary>Everything that the way leads to; a JSON null is null.</summary>
    public IEnumerable<JsonNode?> Of(JsonNode? root)
    {
        IEnumerable<JsonNode?> now = [root];
        foreach (var (name, index) in steps)
        {
            now = now.SelectMany<JsonNode?, JsonNode?>(node => (node, name, index) switch
            {
                (JsonObject members, { } member, _) => members.TryGetPropertyValue(member, out var found) ? [found] : (JsonNode?[])[],
                (JsonArray items, null, { } at) => at < items.Count ? [items[at]] : [],
                (JsonArray items, null, null) => items,
                _ => [],
            });
        }
        return now;
    }
}
