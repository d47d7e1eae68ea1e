using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Classroom.Cloud.Api.Serialization;

/// <summary>A list or a map of an input that holds null: .NET's serializer lets it pass, whatever the type of the items says.</summary>
/// <param name="item">Where in the list, counted from 1, or under which name in the map.</param>
sealed partial class NullItemException(string item) : JsonException
{
    /// <summary>
    /// Where in the input, as AWS writes it: tags.2.member. The reader stands at the last item of the list or map when this is thrown.
    /// </summary>
    public string PlaceIn(string? path) => $"{InvalidValueException.Place(LastItem().Replace(path ?? "", ""))}.{item}";

    /// <summary>Looks at every list and map of every input once it is read.</summary>
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
