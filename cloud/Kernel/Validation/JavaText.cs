using System.Text.Json;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Validation;

/// <summary>Writes a value as AWS's messages do: [a, b] for a list, {k=v} for a map, Tag(key=a, value=null) for a structure.</summary>
static class JavaText
{
    public static string Of(Shape shape, JsonElement value) =>
        (shape, value.ValueKind) switch
        {
            (_, JsonValueKind.Null) => "null",
            (_, JsonValueKind.String) => value.GetString()!,
            (ListShape list, JsonValueKind.Array) => $"[{string.Join(", ", value.EnumerateArray().Select(item => Of(list.Item, item)))}]",
            (MapShape map, JsonValueKind.Object) =>
                $"{{{string.Join(", ", value.EnumerateObject().Select(entry => $"{entry.Name}={Of(map.Value, entry.Value)}"))}}}",
            (StructureShape structure, JsonValueKind.Object) => $"{structure.Name}({string.Join(", ", MembersOf(structure, value))})",
            _ => value.GetRawText(),
        };

    static IEnumerable<string> MembersOf(StructureShape structure, JsonElement value) =>
        structure.Members.Select(member =>
            $"{member.MessageName}={(value.TryGetProperty(member.WireName, out var given) ? Of(member.Shape, given) : "null")}"
        );
}
