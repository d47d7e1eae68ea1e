using System;
using System.Linq;

namespace Pulumi.Aws.Generator;

/// <summary>Converts a type of the description (string, Name[], map&lt;T&gt;, A|B) to the C# type of an input or an output.</summary>
sealed class TypeName
{
    static readonly string[] Plain = { "string", "bool", "int", "double", "object", "Archive", "AssetOrArchive" };

    readonly Surface surface;
    readonly Func<string, bool> isEnum;

    public TypeName(Surface surface, Func<string, bool> isEnum)
    {
        this.surface = surface;
        this.isEnum = isEnum;
    }

    public static bool IsCollection(string type) =>
        type.EndsWith("[]", StringComparison.Ordinal) && !type.Contains("|") || type.StartsWith("map<", StringComparison.Ordinal);

    public string Input(string type)
    {
        if (type == "object")
            return "object";
        if (type.Contains("|"))
            return $"InputUnion<{string.Join(", ", type.Split('|').Select(ElementIn))}>";
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return $"InputList<{ElementIn(Item(type))}>";
        return type.StartsWith("map<", StringComparison.Ordinal) ? $"InputMap<{ElementIn(Value(type))}>" : $"Input<{ElementIn(type)}>";
    }

    public string Output(string type, bool required)
    {
        if (type.Contains("|"))
            return required ? "string" : "string?";
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return $"ImmutableArray<{Named(Item(type), "Outputs", "")}>";
        var name = type.StartsWith("map<", StringComparison.Ordinal)
            ? $"ImmutableDictionary<string, {Named(Value(type), "Outputs", "")}>"
            : Named(type, "Outputs", "");
        return required ? name : name + "?";
    }

    static string Item(string type) => type.Substring(0, type.Length - 2);

    static string Value(string type) => type.Substring(4, type.Length - 5);

    string ElementIn(string type) =>
        type.EndsWith("[]", StringComparison.Ordinal) ? $"ImmutableArray<{ElementIn(Item(type))}>" : Named(type, "Inputs", "Args");

    string Named(string type, string folder, string suffix)
    {
        if (Plain.Contains(type))
            return type;
        var dot = type.IndexOf('.');
        var home = dot < 0 ? surface.Namespace : $"Pulumi.Aws.{type.Substring(0, dot)}";
        var name = type.Substring(dot + 1);
        return isEnum($"{home}.{name}") ? $"global::{home}.{name}" : $"global::{home}.{folder}.{name}{suffix}";
    }
}
