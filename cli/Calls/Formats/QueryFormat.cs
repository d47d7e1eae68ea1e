using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;

namespace Classroom.Cli.Calls.Formats;

/// <summary>The query protocol: the input is a form with numbered members, the output is XML.</summary>
sealed class QueryFormat : IWireFormat
{
    public AwsRequest Write(OperationContract operation, object input)
    {
        var form = new StringBuilder($"Action={operation.Name}");
        foreach (var (name, value) in Members("", input, operation.Json))
            form.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return new(HttpMethod.Post, "/")
        {
            Body = Encoding.UTF8.GetBytes(form.ToString()),
            ContentType = "application/x-www-form-urlencoded",
        };
    }

    public TOutput Read<TOutput>(OperationContract operation, byte[] body)
    {
        var result = XElement
            .Parse(Encoding.UTF8.GetString(body))
            .Elements()
            .FirstOrDefault(element => element.Name.LocalName == $"{operation.Name}Result");
        return (result is null ? new JsonObject() : Json(result, typeof(TOutput), operation.Json)).Deserialize<TOutput>(operation.Json)
            ?? throw new JsonException($"{operation.Name} answered null");
    }

    /// <summary>The members of a value as the form names them: Tags.member.1.Key for the key of the first tag.</summary>
    static IEnumerable<(string Name, string Value)> Members(string name, object? value, JsonSerializerOptions options) =>
        value switch
        {
            null => [],
            string text => [(name, text)],
            bool flag => [(name, flag ? "true" : "false")],
            IReadOnlyDictionary<string, string> map => map.SelectMany(
                (pair, index) => new[] { ($"{name}.entry.{index + 1}.key", pair.Key), ($"{name}.entry.{index + 1}.value", pair.Value) }
            ),
            IEnumerable list => list.Cast<object>().SelectMany((item, index) => Members($"{name}.member.{index + 1}", item, options)),
            IFormattable number when value.GetType().IsPrimitive => [(name, number.ToString(null, CultureInfo.InvariantCulture))],
            _ => options
                .GetTypeInfo(value.GetType())
                .Properties.SelectMany(property =>
                    Members(name.Length == 0 ? property.Name : $"{name}.{property.Name}", property.Get!(value), options)
                ),
        };

    /// <summary>XML does not tell a text from a list of one item: the type of the output does.</summary>
    static JsonNode Json(XElement element, Type type, JsonSerializerOptions options)
    {
        var info = options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => new JsonObject(
                info.Properties.Select(property => (property, Child: Child(element, property.Name)))
                    .Where(pair => pair.Child is not null)
                    .Select(pair =>
                        KeyValuePair.Create(pair.property.Name, (JsonNode?)Json(pair.Child!, pair.property.PropertyType, options))
                    )
            ),
            JsonTypeInfoKind.Enumerable => new JsonArray([.. element.Elements().Select(item => Json(item, info.ElementType!, options))]),
            JsonTypeInfoKind.Dictionary => new JsonObject(
                element.Elements().Select(entry => KeyValuePair.Create(Child(entry, "key")!.Value, (JsonNode?)Child(entry, "value")?.Value))
            ),
            _ => JsonValue.Create(element.Value),
        };
    }

    static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);
}
