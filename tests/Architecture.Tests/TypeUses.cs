using Mono.Cecil;

namespace Classroom.Architecture.Tests;

/// <summary>One type of ours that uses another, by full names; a nested type counts as the type around it.</summary>
sealed record TypeUse(string User, string Used)
{
    public string UserNamespace => NamespaceOf(User);

    public string UsedNamespace => NamespaceOf(Used);

    static string NamespaceOf(string type) => type[..type.LastIndexOf('.')];
}

/// <summary>Reads from compiled assemblies which type uses which: in signatures, fields, attributes and method bodies.</summary>
sealed class TypeUses
{
    readonly HashSet<TypeUse> found = [];

    public static IReadOnlyCollection<TypeUse> In(params IEnumerable<string> assemblies)
    {
        var uses = new TypeUses();
        foreach (var path in assemblies)
        {
            using var module = ModuleDefinition.ReadModule(path);
            foreach (var type in module.GetTypes())
                uses.Add(type);
        }
        return uses.found;
    }

    void Add(TypeDefinition type)
    {
        var user = NameOf(type);
        foreach (var used in UsedBy(type).SelectMany(Bare).Select(NameOf))
        {
            if (used != user && IsOurs(user) && IsOurs(used))
                found.Add(new(user, used));
        }
    }

    static IEnumerable<TypeReference?> UsedBy(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(implementation => implementation.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. AttributesOf(type),
            .. type.Methods.SelectMany(UsedBy),
        ];

    static IEnumerable<TypeReference?> UsedBy(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. AttributesOf(method),
            .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
            .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => UsedBy(instruction.Operand)) : [],
        ];

    static IEnumerable<TypeReference?> UsedBy(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(parameter => parameter.ParameterType),
                .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
            ],
            _ => [],
        };

    static IEnumerable<TypeReference> AttributesOf(ICustomAttributeProvider member) =>
        member.CustomAttributes.Select(attribute => attribute.AttributeType);

    /// <summary>The types in a type: List of Caller[] is List and Caller.</summary>
    static IEnumerable<TypeReference> Bare(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Bare)],
            TypeSpecification specification => Bare(specification.ElementType),
            _ => [type],
        };

    static string NameOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type.FullName;
    }

    static bool IsOurs(string type) => type.StartsWith("Classroom.", StringComparison.Ordinal);
}
