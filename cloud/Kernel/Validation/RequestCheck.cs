using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Validation;

/// <summary>
/// Checks requests to an operation against the model of its service. Members that the model has and the input of the operation does not
/// have are refused by name: nothing that a caller asks for is dropped.
/// </summary>
sealed class RequestCheck
{
    readonly Service service;
    readonly string operation;
    readonly Departures departures;
    readonly JsonSerializerOptions options;
    readonly Dictionary<(Shape, Type?, string), ShapeCheck> made = [];

    /// <param name="inputType">The record with the input of the operation.</param>
    public RequestCheck(Service service, string operation, Type inputType)
    {
        (this.service, this.operation) = (service, operation);
        departures = Departures.Of(service.ModelName);
        options = WireJson.Of(service);
        var model = ServiceModel.Of(service.ModelName).Find(operation);
        (Model, Input) = (model, Structure(model?.Input, inputType, ""));
    }

    public OperationModel? Model { get; }

    /// <summary>The element around the members of an answer in the Query protocol; null if there is none.</summary>
    public string? Wrapper => Model?.Wrapper;

    /// <summary>The check of the input; null for an operation without input.</summary>
    public StructureCheck? Input { get; }

    public void Check(JsonElement input, Values values)
    {
        if (input.ValueKind == JsonValueKind.Null)
            throw new AwsException(service.ValidationError, "The input is null");
        if (Input is null)
            return;
        var findings = new Findings(values);
        Input.Check(input, findings);
        if (findings.Violations.Count > 0)
            throw service.Refuse(findings.Violations);
        if (findings.Unsupported.Count > 0)
            throw service.NotSupported(operation, findings.Unsupported);
    }

    StructureCheck? Structure(StructureShape? shape, Type? type, string path) =>
        shape is null ? null : (StructureCheck)Of(shape, type, path, path, Exempt.None);

    /// <param name="type">The type of the input for the shape; null where the input does not have the member.</param>
    /// <param name="path">The members of the model from the input to this place.</param>
    ShapeCheck Of(Shape shape, Type? type, string path, string member, Exempt exempt)
    {
        if (
            shape is StructureShape structure
            && made.TryGetValue((shape, type, ""), out var known)
            && exempt == Exempt.None
            && IsDeep(path)
        )
            return known;
        if (type is not null && shape is StructureShape or ListShape or MapShape && IsOpaque(type))
            return NoCheck.Instance;
        switch (shape)
        {
            case StructureShape own:
                var check = new StructureCheck(() => [.. own.Members.Select(inner => Of(inner, type, path))]);
                made.TryAdd((shape, type, ""), check);
                return check;
            case ListShape list:
                return new ListCheck(list, member, exempt, () => Of(list.Item, ItemOf(type), path, member, exempt));
            case MapShape map:
                return new MapCheck(map, member, exempt, () => Of(map.Value, ItemOf(type), path, member, exempt));
            case DocumentShape:
                return NoCheck.Instance;
            default:
                return new ScalarCheck(shape, member, exempt, isTaken: type is not null);
        }
    }

    MemberCheck Of(Member member, Type? type, string path)
    {
        var inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
        var name = JsonNameOf(service, member);
        var property = type is null ? null : PropertyOf(type, name);
        var exempt = departures.Exempt(operation, inner);
        var ignored = departures.Ignored(operation, inner);
        return new(
            member,
            name,
            // Whether members of a member that is not taken are taken says nothing.
            IsTaken: type is null || property is not null,
            IsIgnored: ignored is { Count: 0 },
            ignored ?? [],
            exempt.HasFlag(Exempt.Type) ? NoCheck.Instance : Of(member.Shape, property?.PropertyType, inner, member.Name, exempt)
        )
        {
            Exempt = exempt,
            IsRequired = member.IsRequired && !exempt.HasFlag(Exempt.Required),
        };
    }

    /// <summary>Shapes that contain themselves are checked by the same check from the third level on.</summary>
    static bool IsDeep(string path) => path.Count(character => character == '.') > 2;

    /// <summary>The name in the input: that of the model in a body, and that of the record where a member travels elsewhere.</summary>
    public static string JsonNameOf(Service service, Member member) =>
        member.Place == Place.Body ? member.WireName : WireJson.Of(service).PropertyNamingPolicy?.ConvertName(member.Name) ?? member.Name;

    JsonPropertyInfo? PropertyOf(Type type, string name)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return options.GetTypeInfo(bare) is { Kind: JsonTypeInfoKind.Object } info
            ? info.Properties.FirstOrDefault(property => property.Name == name)
            : null;
    }

    Type? ItemOf(Type? type) => type is null ? null : options.GetTypeInfo(type).ElementType;

    /// <summary>Whether an operation reads the value itself, without a record for it.</summary>
    bool IsOpaque(Type type) => options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type).Kind == JsonTypeInfoKind.None;
}
