using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Languages;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>Converts the form parameters of the Query protocol into JSON: Tags.member.1.Key=… becomes a list of objects.</summary>
sealed class FormTree
{
    readonly Dictionary<string, FormTree> children = new(StringComparer.Ordinal);
    string? value;

    public static JsonObject Read(IEnumerable<KeyValuePair<string, string>> form)
    {
        var root = new FormTree();
        foreach (var (name, value) in form)
        {
            var at = root;
            var parts = name.Split('.');
            if (parts.Length > LanguageLimits.Form.Depth)
                throw new AwsException("MalformedInput", LanguageLimits.Form.TooDeep().Message);
            foreach (var part in parts)
            {
                if (!at.children.TryGetValue(part, out var child))
                    at.children[part] = child = new();
                at = child;
            }
            at.value = value;
        }
        return root.Members();
    }

    JsonNode? ToJson()
    {
        if (children.Count == 0)
            return value;
        if (children.Count == 1 && children.TryGetValue("member", out var list))
            return list.Items() ?? list.ToJson();
        if (children.Count == 1 && children.TryGetValue("entry", out var entries))
            return entries.Entries();
        return Items() ?? (JsonNode)Members();
    }

    JsonObject Members()
    {
        var made = new JsonObject();
        foreach (var (name, child) in children)
            made[name] = child.ToJson();
        return made;
    }

    /// <summary>The items, if the names of the children are numbers; null otherwise.</summary>
    JsonArray? Items()
    {
        // An empty list is a parameter without a value.
        if (children.Count == 0)
            return string.IsNullOrEmpty(value) ? [] : null;
        if (!children.Keys.All(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return null;
        return [.. children.OrderBy(child => int.Parse(child.Key, CultureInfo.InvariantCulture)).Select(child => child.Value.ToJson())];
    }

    JsonObject Entries()
    {
        var made = new JsonObject();
        foreach (var entry in children.Values)
        {
            var name = entry.children.GetValueOrDefault("key")?.value ?? entry.children.GetValueOrDefault("Name")?.value;
            if (name is not null)
                made[name] = (entry.children.GetValueOrDefault("value") ?? entry.children.GetValueOrDefault("Value"))?.ToJson();
        }
        return made;
    }
}
