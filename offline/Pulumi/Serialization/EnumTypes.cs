using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The value types that stand for a provider's enumerations: a text or number with names.</summary>
static class EnumTypes
{
    public static object TextOf(Type type, object value)
    {
        var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        if (conversion is null || (conversion.ReturnType != typeof(string) && conversion.ReturnType != typeof(double)))
            throw new InvalidOperationException($"Expected {type.FullName} to have an explicit conversion operator to String or Double.");
        return conversion.Invoke(null, [value])!;
    }

    public static ConstructorInfo? ConstructorFrom(Type type, object value) =>
        type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [value.GetType()]);
}
