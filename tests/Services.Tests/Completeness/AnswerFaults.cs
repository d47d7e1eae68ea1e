using System.Collections.Concurrent;
using System.Text.Json;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Models;
using Classroom.Cloud.Validation;

namespace Classroom.Services.Tests.Completeness;

/// <summary>Compares the answers of all tests with the models of the services, and remembers what differs.</summary>
static class AnswerFaults
{
    static readonly ConcurrentDictionary<string, bool> Found = new(StringComparer.Ordinal);

    /// <summary>Values that recordings of AWS's answers have, though its model does not list them.</summary>
    static readonly (string Shape, string Value)[] OtherValues =
    [
        ("PermissionsBoundaryAttachmentType", "Policy"),
        ("PolicySourceType", "IAM Policy"),
        ("LastUpdateStatusReasonCode", "Creating"),
    ];

    public static IEnumerable<string> All => Found.Keys.Order(StringComparer.Ordinal);

    /// <param name="output">The answer with all its members, also those that travel in headers.</param>
    public static void Note(Operation operation, JsonElement output)
    {
        foreach (var fault in Of(operation, output))
            Found[fault] = true;
    }

    public static IReadOnlyList<string> Of(Operation operation, JsonElement output)
    {
        var faults = new List<string>();
        var place = $"{operation.Service.Prefix}:{operation.Name}";
        if (operation.Check.Model?.Output is { } shape)
            Compare(operation.Service, shape, output, place, faults);
        else if (output.EnumerateObject().Any())
            faults.Add($"{place} answers something, and the operation of AWS has no output");
        return faults;
    }

    static void Compare(Service service, Shape shape, JsonElement value, string place, List<string> faults)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        var fits = shape switch
        {
            StructureShape or MapShape => value.ValueKind == JsonValueKind.Object,
            ListShape => value.ValueKind == JsonValueKind.Array,
            StringShape or BlobShape => value.ValueKind == JsonValueKind.String,
            BooleanShape => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            // Infinities and NaN are texts in JSON.
            // XML has no types.
            NumberShape when service.Protocol == WireProtocol.Query => true,
            NumberShape number => value.ValueKind == JsonValueKind.Number && (!number.IsWhole || value.TryGetInt64(out _))
                || !number.IsWhole && value.ValueKind == JsonValueKind.String,
            TimestampShape => value.ValueKind is JsonValueKind.Number or JsonValueKind.String,
            _ => true,
        };
        if (!fits)
        {
            faults.Add($"{place} is {value.ValueKind}, and {shape.Name} of AWS");
            return;
        }
        switch (shape)
        {
            case StructureShape structure:
                foreach (var property in value.EnumerateObject())
                {
                    if (structure.Members.FirstOrDefault(member => IsNamed(service, member, property.Name)) is { } member)
                        Compare(service, member.Shape, property.Value, $"{place}.{property.Name}", faults);
                    else if (property.Value.ValueKind != JsonValueKind.Null)
                        faults.Add($"{place}.{property.Name} is no member of {structure.Name}");
                }
                break;
            case ListShape list:
                foreach (var item in value.EnumerateArray())
                    Compare(service, list.Item, item, $"{place}[]", faults);
                break;
            case MapShape map:
                foreach (var entry in value.EnumerateObject())
                    Compare(service, map.Value, entry.Value, $"{place}{{}}", faults);
                break;
            case StringShape { Values: { } values }
                when !values.Contains(value.GetString()) && !OtherValues.Contains((shape.Name, value.GetString()!)):
                faults.Add($"{place} is '{value.GetString()}', which is no value of {shape.Name}");
                break;
        }
    }

    static bool IsNamed(Service service, Member member, string name) => RequestCheck.JsonNameOf(service, member) == name;
}
