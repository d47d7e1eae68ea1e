using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>
/// Converts plain values to the types of a resource's output properties. A value of the wrong type becomes a warning and the default value.
/// </summary>
static class PlainConverter
{
    public static object? Convert(Action<string> warn, string context, object? value, Type target)
    {
        var (result, error) = TryConvert(warn, context, value, target);
        if (error is not null)
            warn(error);
        return result;
    }

    static (object? Result, string? Error) TryConvert(Action<string> warn, string context, object? value, Type target)
    {
        if (value is null)
            return (DefaultOf(target), null);
        if (Nullable.GetUnderlyingType(target) is { } underlying)
            return TryConvert(warn, context, value, underlying);
        if (target == typeof(object))
            return (value, null);
        if (target == typeof(int))
            return value is double number ? ((int)number, null) : (0, Mismatch(context, typeof(double), value));
        if (target == typeof(JsonElement))
            return (JsonSerializer.SerializeToElement(value), null);
        if (target.IsEnum)
            return value is double index ? (Enum.ToObject(target, (int)index), null) : (null, Mismatch(context, typeof(double), value));
        if (target.IsInstanceOfType(value))
            return (value, null);
        if (target.IsValueType && target.GetCustomAttribute<EnumTypeAttribute>() is not null)
            return ToEnumType(context, value, target);
        if (target.IsConstructedGenericType)
            return ToGeneric(warn, context, value, target);
        if (OutputTypes.Includes(target))
            return ToOutputType(warn, context, value, target);
        return (DefaultOf(target), Mismatch(context, target, value));
    }

    static (object?, string?) ToGeneric(Action<string> warn, string context, object value, Type target)
    {
        var definition = target.GetGenericTypeDefinition();
        if (definition == typeof(ImmutableArray<>))
            return ToArray(warn, context, value, target);
        if (definition == typeof(ImmutableDictionary<,>))
            return ToDictionary(warn, context, value, target);
        if (definition == typeof(Union<,>))
            return ToUnion(warn, context, value, target);
        throw new InvalidOperationException($"Unexpected generic target type {target.FullName} when deserializing {context}");
    }

    static (object?, string?) ToArray(Action<string> warn, string context, object value, Type target)
    {
        if (value is not ImmutableArray<object?> items)
            return (DefaultOf(target), Mismatch(context, typeof(ImmutableArray<object>), value));
        var element = target.GenericTypeArguments[0];
        return (ImmutableMaker.Of(element).Array(items.Select((item, i) => Convert(warn, $"{context}[{i}]", item, element))), null);
    }

    static (object?, string?) ToDictionary(Action<string> warn, string context, object value, Type target)
    {
        if (value is not ImmutableDictionary<string, object> entries)
            return (null, Mismatch(context, typeof(ImmutableDictionary<string, object>), value));
        if (target.GenericTypeArguments[0] != typeof(string))
            return (
                null,
                $"Unexpected type {target.FullName} when deserializing {context}. ImmutableDictionary's TKey type was not "
                    + $"{typeof(string).FullName}"
            );
        var element = target.GenericTypeArguments[1];
        var converted = entries.Select(entry =>
            KeyValuePair.Create(entry.Key, Convert(warn, $"{context}[{entry.Key}]", entry.Value, element))
        );
        return (ImmutableMaker.Of(element).Dictionary(converted), null);
    }

    static (object?, string?) ToUnion(Action<string> warn, string context, object value, Type target)
    {
        var factories = new[] { "FromT0", "FromT1" };
        foreach (var (type, factory) in target.GenericTypeArguments.Zip(factories))
        {
            var (converted, error) = TryConvert(warn, $"{context}.As{factory[4..]}", value, type);
            if (error is null)
                return (target.GetMethod(factory)!.Invoke(null, [converted]), null);
        }
        return (
            null,
            $"Expected {target.GenericTypeArguments[0].FullName} or {target.GenericTypeArguments[1].FullName} but got "
                + $"{value.GetType().FullName} deserializing {context}"
        );
    }

    static (object?, string?) ToEnumType(string context, object value, Type target)
    {
        if (value is not (string or double))
            return (null, Mismatch(context, typeof(string), value));
        return EnumTypes.ConstructorFrom(target, value) is { } constructor
            ? (constructor.Invoke([value]), null)
            : (null, $"Expected target type {target.FullName} to have a constructor with a single {value.GetType().FullName} parameter.");
    }

    static (object?, string?) ToOutputType(Action<string> warn, string context, object value, Type target)
    {
        if (value is not ImmutableDictionary<string, object> members)
            return (null, Mismatch(context, typeof(ImmutableDictionary<string, object>), value));
        if (OutputTypes.ConstructorOf(target) is not { } constructor)
            return (
                null,
                $"Expected target type {target.FullName} to have [{nameof(OutputConstructorAttribute)}] constructor when "
                    + $"deserializing {context}"
            );
        return (
            constructor.Invoke((name, type) => Convert(warn, $"{target.FullName}({name})", members.GetValueOrDefault(name), type)),
            null
        );
    }

    static object? DefaultOf(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    static string Mismatch(string context, Type expected, object value) =>
        $"Expected {expected.FullName} but got {value.GetType().FullName} deserializing {context}";
}
