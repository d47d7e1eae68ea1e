using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Reads inputs down to what crosses the wire to an engine: strings, booleans, doubles, immutable arrays and dictionaries, assets
/// and resources; and takes note of what it passed on the way. One reader serves one property.
/// </summary>
sealed class PlainReader
{
    /// <summary>The text by which the engine's protocol marks a value that is not known yet.</summary>
    public const string UnknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public bool IsKnown { get; private set; } = true;

    public bool IsSecret { get; private set; }

    public HashSet<Resource> Resources { get; } = [];

    public ValueTask<object?> ReadAsync(string context, object? value)
    {
        switch (value)
        {
            case string text when text == UnknownValue: return new(Unknown());
            case null or string or bool or double or AssetOrArchive: return new(value);
            case int number: return new((double)number);
            case InputArgs args: return ReadMapAsync(context, args.Inputs());
            case Task: throw new InvalidOperationException($"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{context}");
            case IInput input: return ReadOutputAsync(context, input.ToUntypedOutput());
            case IOutput output: return ReadOutputAsync(context, output);
            case IUnion union: return ReadAsync(context, union.Value);
            case JsonElement json: return new(Json(json));
            case Resource resource: return ReadResourceAsync(resource);
            case IDictionary dictionary: return ReadMapAsync(context, Entries(context, dictionary));
            case IList list: return ReadListAsync(context, list);
            case Enum flag: return new(Convert.ToDouble(flag, System.Globalization.CultureInfo.InvariantCulture));
            case ValueTuple: return new((object?)null);
            default: return ReadObjectAsync(context, value);
        }
    }

    async ValueTask<object?> ReadOutputAsync(string context, IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        Resources.UnionWith(data.Resources);
        IsSecret |= data.IsSecret;
        return data.IsKnown ? await ReadAsync(context, data.Value).ConfigureAwait(false) : Unknown();
    }

    async ValueTask<object?> ReadResourceAsync(Resource resource)
    {
        Resources.Add(resource);
        await resource.Urn.DataTask.ConfigureAwait(false);
        return resource;
    }

    async ValueTask<object?> ReadMapAsync(string context, IReadOnlyList<KeyValuePair<string, object?>> entries)
    {
        var map = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (key, value) in entries)
        {
            if (await ReadAsync($"{context}.{key}", value).ConfigureAwait(false) is { } plain) map[key] = plain;
        }
        return map.ToImmutable();
    }

    async ValueTask<object?> ReadListAsync(string context, IList list)
    {
        if (IsDefaultArray(list)) return ImmutableArray<object?>.Empty;
        var items = ImmutableArray.CreateBuilder<object?>(list.Count);
        for (var i = 0; i < list.Count; i++) items.Add(await ReadAsync($"{context}[{i}]", list[i]).ConfigureAwait(false));
        return items.MoveToImmutable();
    }

    ValueTask<object?> ReadObjectAsync(string context, object value)
    {
        var type = value.GetType();
        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null) return new(EnumTypes.TextOf(type, value));
        if (type.GetCustomAttribute<OutputTypeAttribute>() is not null)
        {
            var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(field => field.IsInitOnly);
            return ReadMapAsync(context, [.. fields.Select(field => KeyValuePair.Create(LowerFirst(field.Name), field.GetValue(value)))]);
        }
        throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{context}");
    }

    object? Unknown()
    {
        IsKnown = false;
        return null;
    }

    static object? Json(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(Json).ToImmutableArray(),
        JsonValueKind.Object => json.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .ToImmutableDictionary(member => member.Name, member => Json(member.Value)!),
        _ => null,
    };

    static List<KeyValuePair<string, object?>> Entries(string context, IDictionary dictionary)
    {
        var entries = new List<KeyValuePair<string, object?>>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Key is not string key) throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{context}");
            entries.Add(new(key, entry.Value));
        }
        return entries;
    }

    // A default ImmutableArray throws at every member but this one.
    static bool IsDefaultArray(IList list) =>
        list.GetType() is { IsValueType: true, IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && (bool)type.GetProperty(nameof(ImmutableArray<int>.IsDefault))!.GetValue(list)!;

    static string LowerFirst(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
