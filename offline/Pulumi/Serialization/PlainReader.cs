using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Converts inputs to the plain types that the engine's protocol can carry: strings, booleans, doubles, immutable arrays and dictionaries,
/// assets and resources. It also records dependencies, and whether a value was unknown or secret. One reader serves one property, which
/// the context names.
/// </summary>
sealed class PlainReader(string context)
{
    /// <summary>The text that marks an unknown value in the engine's protocol.</summary>
    public const string UnknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public bool IsKnown { get; private set; } = true;

    public bool IsSecret { get; private set; }

    public IReadOnlySet<Resource> Resources => resources ?? (IReadOnlySet<Resource>)ImmutableHashSet<Resource>.Empty;

    // The current place, for the message of an exception. A string for each value would cost more than the conversion itself.
    Stack<object>? path;
    HashSet<Resource>? resources;

    public ValueTask<object?> ReadAsync(object? value)
    {
        switch (value)
        {
            case string text when text == UnknownValue:
                return new(Unknown());
            case null or string or bool or double or AssetOrArchive:
                return new(value);
            case int number:
                return new((double)number);
            case InputArgs args:
                return ReadMapAsync(args.Inputs());
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{Place()}"
                );
            case IInput input:
                return ReadOutputAsync(input.ToUntypedOutput());
            case IOutput output:
                return ReadOutputAsync(output);
            case IUnion union:
                return ReadAsync(union.Value);
            case JsonElement json:
                return new(Json(json));
            case Resource resource:
                return ReadResourceAsync(resource);
            case IReadOnlyDictionary<string, object?> map:
                return ReadMapAsync(map);
            case IDictionary dictionary:
                return ReadMapAsync(Entries(dictionary));
            case IList list:
                return ReadListAsync(list);
            case Enum flag:
                return new(Convert.ToDouble(flag, System.Globalization.CultureInfo.InvariantCulture));
            case ValueTuple:
                return new((object?)null);
            default:
                return ReadObjectAsync(value);
        }
    }

    async ValueTask<object?> ReadOutputAsync(IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        if (!data.Resources.IsEmpty)
            (resources ??= []).UnionWith(data.Resources);
        IsSecret |= data.IsSecret;
        return data.IsKnown ? await ReadAsync(data.Value).ConfigureAwait(false) : Unknown();
    }

    async ValueTask<object?> ReadResourceAsync(Resource resource)
    {
        (resources ??= []).Add(resource);
        await resource.Urn.DataTask.ConfigureAwait(false);
        return resource;
    }

    async ValueTask<object?> ReadMapAsync(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var map = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (key, value) in entries)
        {
            (path ??= new()).Push(key);
            if (await ReadAsync(value).ConfigureAwait(false) is { } plain)
                map[key] = plain;
            path.Pop();
        }
        return map.ToImmutable();
    }

    async ValueTask<object?> ReadListAsync(IList list)
    {
        if (IsDefaultArray(list))
            return ImmutableArray<object?>.Empty;
        var items = ImmutableArray.CreateBuilder<object?>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            (path ??= new()).Push(i);
            items.Add(await ReadAsync(list[i]).ConfigureAwait(false));
            path.Pop();
        }
        return items.MoveToImmutable();
    }

    ValueTask<object?> ReadObjectAsync(object value)
    {
        var type = value.GetType();
        if (type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null)
            return new(EnumTypes.TextOf(type, value));
        if (OutputTypes.Includes(type))
        {
            var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(field => field.IsInitOnly);
            return ReadMapAsync([.. fields.Select(field => KeyValuePair.Create(LowerFirst(field.Name), field.GetValue(value)))]);
        }
        throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{Place()}");
    }

    string Place() => context + string.Concat((path ?? []).Reverse().Select(step => step is int index ? $"[{index}]" : $".{step}"));

    object? Unknown()
    {
        IsKnown = false;
        return null;
    }

    static object? Json(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => json.EnumerateArray().Select(Json).ToImmutableArray(),
            JsonValueKind.Object => json.EnumerateObject()
                .Where(member => member.Value.ValueKind != JsonValueKind.Null)
                .ToImmutableDictionary(member => member.Name, member => Json(member.Value)!),
            _ => null,
        };

    List<KeyValuePair<string, object?>> Entries(IDictionary dictionary)
    {
        var entries = new List<KeyValuePair<string, object?>>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Key is not string key)
                throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{Place()}");
            entries.Add(new(key, entry.Value));
        }
        return entries;
    }

    // Every other member of a default ImmutableArray throws.
    static bool IsDefaultArray(IList list) =>
        list.GetType() is { IsValueType: true, IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && (bool)type.GetProperty(nameof(ImmutableArray<int>.IsDefault))!.GetValue(list)!;

    static string LowerFirst(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
