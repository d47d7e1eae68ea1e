using System.Collections;
using System.Reflection;
using Classroom.Cloud.Api;
using Operation = Classroom.Benchmarks.Fuzzing.KnownOperation;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>An operation of the cloud, described by its own types.</summary>
sealed record KnownOperation(Service Service, string Name, Type Input, RouteAttribute? Route)
{
    public bool IsS3 => Service.Prefix == "s3";

    public override string ToString() => $"{Service.Prefix}:{Name}";
}

/// <summary>
/// All operations of all services, found in the same way as the cloud finds them: a new operation is fuzzed without any change here.
/// </summary>
static class Operations
{
    public static IReadOnlyList<Operation> All { get; } = [.. Find()];

    static IEnumerable<Operation> Find()
    {
        var types = typeof(Classroom.Cloud.S3.S3Service).Assembly.GetTypes();
        foreach (
            var service in types
                .Where(type => type.IsSubclassOf(typeof(Service)) && !type.IsAbstract)
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
        )
        {
            var made = (Service)Activator.CreateInstance(service)!;
            foreach (
                var type in types
                    .Where(type =>
                        type is { IsClass: true, IsAbstract: false, IsNested: false }
                        && type.Namespace == service.Namespace
                        && type.IsAssignableTo(typeof(IOperation))
                    )
                    .OrderBy(type => type.Name, StringComparer.Ordinal)
            )
            {
                var contract = type.GetInterfaces().Single(candidate => candidate.IsGenericType);
                yield return new(made, type.Name, contract.GetGenericArguments()[0], type.GetCustomAttribute<RouteAttribute>());
            }
        }
    }
}

/// <summary>Which of its optional members an input has.</summary>
enum Fill
{
    Least,
    Some,
    All,
}

/// <summary>Creates valid inputs: each member gets a value that fits its name and type.</summary>
sealed class Samples(IReadOnlyDictionary<string, string> known, Random random)
{
    public Members Of(Operation operation, Fill fill) => (Members)Of(operation.Input, operation, operation.Name, fill);

    Value Of(Type type, Operation operation, string name, Fill fill)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string))
            return new Text(SampleTexts.Of(operation, name, known, random));
        if (bare == typeof(bool))
            return new Token(random.Next(2) == 0 ? "true" : "false");
        if (bare == typeof(byte[]))
            return new Text(SampleTexts.Bytes(name));
        if (bare == typeof(DateTimeOffset))
            return new Token(SampleTexts.Time(name));
        if (bare.IsPrimitive)
            return new Token(SampleTexts.Number(operation, name));
        if (bare.IsGenericType && bare.GetGenericArguments() is [_, var values])
            return new Members(
                [
                    .. SampleTexts
                        .Names(operation, name)
                        .Select(key =>
                            (
                                key,
                                values == typeof(string)
                                    ? new Text(SampleTexts.Entry(operation, name, key, known))
                                    : Of(values, operation, key, fill)
                            )
                        ),
                ],
                IsFree: true
            );
        if (bare.IsAssignableTo(typeof(IEnumerable)) && bare.IsGenericType)
            return new Items([Of(bare.GetGenericArguments()[0], operation, Singular(name), fill)]);
        if (bare.Namespace?.StartsWith("Classroom.Cloud", StringComparison.Ordinal) != true)
            return new Items([]);
        return Members(bare, operation, fill);
    }

    Members Members(Type record, Operation operation, Fill fill)
    {
        var nullability = new NullabilityInfoContext();
        var members = new List<(string, Value)>();
        foreach (
            var property in record
                .GetProperties()
                .Where(property =>
                    property.Name != "EqualityContract"
                    && property.GetMethod is { IsStatic: false }
                    && property.GetIndexParameters().Length == 0
                )
        )
        {
            var isInput = property.SetMethod is not null;
            if (!isInput || SampleTexts.IsLeftOut(operation, property.Name))
                continue;
            var isOptional = nullability.Create(property).ReadState == NullabilityState.Nullable;
            if (isOptional && !SampleTexts.IsWanted(property.Name) && (fill == Fill.Least || (fill == Fill.Some && random.Next(3) != 0)))
                continue;
            members.Add((NameOf(operation, record, property), Of(property.PropertyType, operation, property.Name, fill)));
        }
        return new(members);
    }

    static string NameOf(Operation operation, Type record, PropertyInfo property)
    {
        var written =
            property.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>()
            ?? record
                .GetConstructors()
                .SelectMany(constructor => constructor.GetParameters())
                .FirstOrDefault(parameter => parameter.Name == property.Name)
                ?.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>();
        if (written is not null)
            return written.Name;
        return operation.Service.IsCamelCase ? char.ToLowerInvariant(property.Name[0]) + property.Name[1..] : property.Name;
    }

    static string Singular(string name) => name.EndsWith('s') ? name[..^1] : name;
}
