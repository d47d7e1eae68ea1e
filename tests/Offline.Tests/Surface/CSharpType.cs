using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace Classroom.Offline.Tests.Surface;

/// <summary>Reads a C# type of the provider in the same words.</summary>
static class CSharpType
{
    static readonly NullabilityInfoContext Nullability = new();

    public static SortedDictionary<string, Member> Inputs(System.Type args)
    {
        var members = new SortedDictionary<string, Member>(StringComparer.Ordinal);
        // Lists, maps and secrets carry the attribute on the field behind them.
        var marked = args.GetProperties().Cast<MemberInfo>().Concat(args.GetFields(BindingFlags.NonPublic | BindingFlags.Instance));
        foreach (var member in marked)
        {
            if (member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(InputAttribute)) is not { } input)
                continue;
            var required = input.ConstructorArguments.Count > 1 && (bool)input.ConstructorArguments[1].Value!;
            members[(string)input.ConstructorArguments[0].Value!] = new(!required, Kind(TypeOf(member), "Args"));
        }
        return members;
    }

    public static SortedDictionary<string, Member> Outputs(System.Type resource)
    {
        var members = new SortedDictionary<string, Member>(StringComparer.Ordinal);
        foreach (var property in resource.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(OutputAttribute)) is not { } output)
                continue;
            var type = property.PropertyType.GetGenericArguments()[0];
            members[(string)output.ConstructorArguments[0].Value!] = new(
                IsOptional(Nullability.Create(property).GenericTypeArguments[0]),
                Kind(type, "")
            );
        }
        return members;
    }

    public static SortedDictionary<string, Member> NestedOutputs(System.Type type)
    {
        var members = new SortedDictionary<string, Member>(StringComparer.Ordinal);
        var wireNames = type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance)
            .Single()
            .GetParameters()
            .Select(parameter => parameter.Name!);
        foreach (var (field, wire) in type.GetFields().Zip(wireNames))
            members[wire] = new(IsOptional(Nullability.Create(field)), Kind(field.FieldType, ""));
        return members;
    }

    public static bool IsCollection(string kind) => kind is ['[', ..] or ['{', ..];

    static bool IsOptional(NullabilityInfo nullability) => nullability.ReadState == NullabilityState.Nullable;

    static System.Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    static string Kind(System.Type type, string suffix)
    {
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var arguments = type.GetGenericArguments();
        if (generic == typeof(Nullable<>) || generic == typeof(Input<>))
            return Kind(arguments[0], suffix);
        if (generic == typeof(InputList<>) || generic == typeof(ImmutableArray<>))
            return $"[{Kind(arguments[0], suffix)}]";
        if (generic == typeof(InputMap<>))
            return $"{{{Kind(arguments[0], suffix)}}}";
        if (generic == typeof(ImmutableDictionary<,>))
            return $"{{{Kind(arguments[1], suffix)}}}";
        if (generic == typeof(InputUnion<,>) || generic == typeof(Union<,>))
            return string.Join(
                " or ",
                arguments.Select(argument => Kind(argument, suffix)).Distinct().OrderDescending(StringComparer.Ordinal)
            );
        if (
            type == typeof(string)
            || type.IsValueType && type.CustomAttributes.Any(attribute => attribute.AttributeType == typeof(EnumTypeAttribute))
        )
            return "string";
        if (type == typeof(int) || type == typeof(double))
            return "number";
        if (type == typeof(bool))
            return "boolean";
        if (typeof(AssetOrArchive).IsAssignableFrom(type))
            return "archive";
        if (type == typeof(object))
            return "any";
        return $"object {type.Name[..^suffix.Length]}";
    }
}
