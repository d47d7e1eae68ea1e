using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A set of inputs: every member that carries an <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    static readonly ConcurrentDictionary<Type, Member[]> MembersOf = new();

    internal virtual IReadOnlyList<KeyValuePair<string, object?>> Inputs()
    {
        var members = MembersOf.GetOrAdd(GetType(), FindMembers);
        var inputs = new KeyValuePair<string, object?>[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var (attribute, name, read) = members[i];
            var value = read(this);
            if (attribute.IsRequired && value is null)
                throw new ArgumentNullException(name, $"[Input] {GetType().FullName}.{name} is required but was not given a value");
            inputs[i] = new(attribute.Name, attribute.Json && value is not null ? InputText.AsJson(value) : value);
        }
        return inputs;
    }

    static Member[] FindMembers(Type type)
    {
        const BindingFlags instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var fields = type.GetFields(instance).Select(field => Describe(field, field.GetValue));
        var properties = type.GetProperties(instance).Select(property => Describe(property, property.GetValue));
        return fields.Concat(properties).OfType<Member>().ToArray();
    }

    static Member? Describe(MemberInfo member, Func<object, object?> read) =>
        member.GetCustomAttribute<InputAttribute>() is { } attribute ? new(attribute, member.Name, read) : null;

    sealed record Member(InputAttribute Attribute, string Name, Func<object, object?> Read);
}

public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new Nothing();

    sealed class Nothing : ResourceArgs;
}

public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new Nothing();

    sealed class Nothing : InvokeArgs;
}

public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override IReadOnlyList<KeyValuePair<string, object?>> Inputs() => [.. dictionary];
}

public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override IReadOnlyList<KeyValuePair<string, object?>> Inputs() => [.. dictionary];
}
