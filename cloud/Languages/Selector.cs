using System.Globalization;
using System.Text.Json.Nodes;

namespace Classroom.Languages;

/// <summary>A path into a JSON value: $.user.roles[0], $.items[*].id.</summary>
public sealed class Selector
{
    readonly List<Step> steps;

    Selector(List<Step> steps) => this.steps = steps;

    public static Selector Parse(string text)
    {
        var limits = LanguageLimits.Selector;
        var reader = new BoundedReader(text, limits);
        if (!reader.Take('$'))
            throw reader.Expected("$");
        var steps = new List<Step>();
        while (!reader.IsAtEnd)
        {
            if (steps.Count == limits.Depth)
                throw limits.TooDeep(reader.Position);
            steps.Add(ReadStep(reader));
        }
        return new(steps);
    }

    /// <summary>All values that the path selects; a JSON null is null.</summary>
    public IReadOnlyList<JsonNode?> Of(JsonNode? root)
    {
        List<JsonNode?> now = [root];
        foreach (var step in steps)
            now = [.. now.SelectMany(step.Follow)];
        return now;
    }

    static Step ReadStep(BoundedReader reader)
    {
        if (reader.Take('.'))
        {
            var name = reader.TakeWhile(c => c is not ('.' or '['));
            return name.Length > 0 ? new(name, null) : throw reader.Expected("a name");
        }
        if (!reader.Take('['))
            throw reader.Expected(". or [");
        var inside = reader.TakeUntil(']').Trim();
        if (inside == "*")
            return new(null, null);
        if (inside is ['\'', .., '\''] or ['"', .., '"'] && inside.Length > 2)
            return new(inside[1..^1], null);
        return int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new(null, index)
            : throw reader.Refuse($"[{inside}] has neither an index, nor a name in quotation marks, nor *");
    }

    /// <summary>One step of the path: a name, an index, or [*] if both are null.</summary>
    readonly record struct Step(string? Name, int? Index)
    {
        public IEnumerable<JsonNode?> Follow(JsonNode? node)
        {
            if (node is JsonObject members && Name is not null)
                return members.TryGetPropertyValue(Name, out var found) ? [found] : [];
            if (node is not JsonArray items || Name is not null)
                return [];
            if (Index is not { } index)
                return items;
            return index < items.Count ? [items[index]] : [];
        }
    }
}
