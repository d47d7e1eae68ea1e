using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Classroom.Cloud.Api.Serialization;

/// <summary>A list or a map of an input contains null. .NET's serializer accepts this, even if the item type is not nullable.</summary>
/// <param name="item">The position in the list, counted from 1, or the key in the map.</param>
sealed partial class NullItemException(string item) : JsonException
{
    /// <summary>
    /// The place of the null in the input as AWS writes it: tags.2.member. When this is thrown, the JSON path names the last item of the
    /// list or map.
    /// </summary>
    public string PlaceIn(string? path) => $"{InvalidValueException.Place(LastItem().Replace(path ?? "", ""))}.{item}";

    /// <summary>Checks every list and every map of an input after it has been read.</summary>
    public static void Refuse(JsonTypeInfo type)
    {
        if (type.Kind is JsonTypeInfoKind.Enumerable && type.ElementType is { IsValueType: false })
            type.OnDeserialized = RefuseInList;
        else if (type.Kind is JsonTypeInfoKind.Dictionary && type.ElementType is { IsValueType: false })
            type.OnDeserialized = RefuseInMap;
    }

    static void RefuseInList(object list)
    {
        var number = 0;
        foreach (var item in (IEnumerable)list)
        {
            number++;
            if (item is null)
                throw new NullItemException(number.ToString(CultureInfo.InvariantCulture) + ".member");
        }
    }

    static void RefuseInMap(object map)
    {
        foreach (DictionaryEntry entry in (IDictionary)map)
        {
            if (entry.Value is null)
                throw new NullItemException($"{entry.Key}");
        }
    }

    [GeneratedRegex(@"(\[[0-9]+\]|\['[^']*'\]|(?<=\..*)\.[^.\[\]]*)$")]
    private static partial Regex LastItem();
}
