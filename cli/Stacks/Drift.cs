using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Provider;

namespace Classroom.Cli.Stacks;

/// <summary>A resource that was changed or deleted outside the program.</summary>
/// <param name="Actual">The inputs as the cloud describes them; null if the resource does not exist.</param>
sealed record Drifted(ResourceState Resource, JsonObject? Actual, IReadOnlyList<string> Inputs);

/// <summary>Compares the state with the cloud.</summary>
static class Drift
{
    public static async Task<IReadOnlyList<Drifted>> FindAsync(StackState state, LocalCloud cloud, IReadOnlySet<string>? students = null)
    {
        var found = new ConcurrentBag<Drifted>();
        var parts = state.Resources.ToLookup(resource => resource.Text("role") ?? "");
        var watched = state.Resources.Where(resource =>
            !resource.IsPending && (students is null || resource.Student is null || students.Contains(resource.Student))
        );
        await Parallel
            .ForEachAsync(
                watched,
                new ParallelOptions { MaxDegreeOfParallelism = 32 },
                async (resource, _) =>
                {
                    var actual = await ResourceTypes
                        .Of(resource.Type)
                        .ReadAsync(resource.Id!, resource.Inputs, cloud)
                        .ConfigureAwait(false);
                    if (actual is not null)
                        foreach (var (name, value) in await AddedAsync(resource, [.. parts[resource.Id!]], cloud).ConfigureAwait(false))
                            actual[name] = value?.DeepClone();
                    var different = actual is null
                        ? []
                        : actual.Where(input => !IsSame(resource.Inputs[input.Key], input.Value)).Select(input => input.Key).ToList();
                    if (actual is null || different.Count > 0)
                        found.Add(new(resource, actual, different));
                }
            )
            .ConfigureAwait(false);
        return [.. found.OrderBy(drifted => drifted.Resource.Key)];
    }

    static async Task<JsonObject> AddedAsync(ResourceState resource, IReadOnlyList<ResourceState> parts, LocalCloud cloud)
    {
        try
        {
            return await ResourceTypes.Of(resource.Type).AddedAsync(resource, parts, cloud).ConfigureAwait(false);
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            // It was deleted in this moment.
            return [];
        }
    }

    /// <summary>Writes what the cloud has into the state, so that the next `up` restores what the program wants.</summary>
    public static Task AcceptAsync(StackState state, IReadOnlyCollection<Drifted> drifted) =>
        state.ChangeAsync(
            drifted.Where(resource => resource.Actual is not null).Select(AsFound),
            drifted.Where(resource => resource.Actual is null).Select(resource => resource.Resource.Key)
        );

    static ResourceState AsFound(Drifted drifted)
    {
        var known = (JsonObject)drifted.Resource.Inputs.DeepClone();
        foreach (var input in drifted.Inputs)
            known[input] = drifted.Actual![input]?.DeepClone();
        return drifted.Resource with { Inputs = known };
    }

    /// <summary>A missing value equals an empty list or map. Texts with JSON in them are compared as JSON.</summary>
    internal static bool IsSame(JsonNode? made, JsonNode? actual)
    {
        if (IsNothing(made) && IsNothing(actual))
            return true;
        if (JsonNode.DeepEquals(made, actual))
            return true;
        if (made is JsonArray one && actual is JsonArray other)
            return one.Select(item => item?.ToJsonString())
                .Order(StringComparer.Ordinal)
                .SequenceEqual(other.Select(item => item?.ToJsonString()).Order(StringComparer.Ordinal));
        if (made is JsonObject map && actual is JsonObject known)
            return known.All(pair => IsSame(map[pair.Key], pair.Value));
        if (made is not JsonValue || actual is not JsonValue)
            return false;
        // Some services return numbers and flags as texts.
        if (made.ToString() == actual.ToString() || (Number(made) is { } number && number == Number(actual)))
            return true;
        return Document(made) is { } document && JsonNode.DeepEquals(document, Document(actual));
    }

    static double? Number(JsonNode value) =>
        double.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    static bool IsNothing(JsonNode? value) =>
        value switch
        {
            null => true,
            JsonArray list => list.Count == 0,
            JsonObject map => map.Count == 0,
            _ => value.ToString() is "" or "false",
        };

    static JsonNode? Document(JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String || (string?)value is not ['{' or '[', ..] text)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
