using System.Text.Json;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Validation;

/// <summary>
/// A value of another type than the model's. AWS words some pairs of types; for all others it sends the error without a message.
/// </summary>
static class WrongType
{
    public const string Code = "SerializationException";

    public static AwsException Of(JsonElement value, string? article = null, string? type = null) =>
        new(Code, Message(value, article, type));

    /// <summary>A text or a number where a list must be.</summary>
    public static AwsException NoList(JsonElement value) =>
        new(
            Code,
            value.ValueKind == JsonValueKind.Object ? Structure
                : value.ValueKind == JsonValueKind.String ? "Expected list or null"
                : ""
        );

    /// <summary>A text or a number where a structure or a map must be.</summary>
    public static AwsException NoStructure(JsonElement value) =>
        new(
            Code,
            value.ValueKind == JsonValueKind.Array ? List
                : value.ValueKind == JsonValueKind.String ? "Expected null"
                : ""
        );

    const string List = "Start of list found where not expected";
    const string Structure = "Start of structure or map found where not expected.";

    static string Message(JsonElement value, string? article, string? type) =>
        (value.ValueKind, type) switch
        {
            (JsonValueKind.Array, _) => List,
            (JsonValueKind.Object, _) => Structure,
            (_, null) => "",
            (JsonValueKind.String, _) => $"STRING_VALUE can not be converted to {article} {type}",
            (JsonValueKind.Number, _) => $"NUMBER_VALUE can not be converted to {article} {type}",
            (JsonValueKind.True, _) => $"TRUE_VALUE can not be converted to {article} {type}",
            (JsonValueKind.False, _) => $"FALSE_VALUE can not be converted to {article} {type}",
            _ => "",
        };
}
