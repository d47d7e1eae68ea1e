using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The value types that represent a provider's enumerations: a string or number with named values.</summary>
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
