using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

[assembly: LambdaSerializer(typeof(Classroom.Functions.FunctionSerializer))]

namespace Classroom.Functions;

/// <summary>
/// Reads events and writes results with the generated code of the labs (<see cref="LabJsonAttribute"/>), because serialization by
/// reflection would lengthen a cold start.
/// </summary>
public sealed class FunctionSerializer : AbstractLambdaJsonSerializer, ILambdaSerializer
{
    readonly JsonSerializerOptions options;

    public FunctionSerializer()
        : base(null!)
    {
        options = CreateDefaultJsonSerializationOptions();
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine([
            .. typeof(FunctionSerializer).Assembly.GetCustomAttributes<LabJsonAttribute>().Select(lab => lab.Open()),
        ]);
    }

    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) =>
        JsonSerializer.Serialize(writer, response, TypeInfo<T>());

    protected override T InternalDeserialize<T>(byte[] utf8Json) => JsonSerializer.Deserialize(utf8Json, TypeInfo<T>())!;

    JsonTypeInfo<T> TypeInfo<T>() =>
        options.TryGetTypeInfo(typeof(T), out var type)
            ? (JsonTypeInfo<T>)type
            : throw new InvalidOperationException(
                $"{typeof(T)} is not in the JsonSerializerContext of any lab: "
                    + $"add [JsonSerializable(typeof({typeof(T).Name}))] to the context of the lab"
            );
}
