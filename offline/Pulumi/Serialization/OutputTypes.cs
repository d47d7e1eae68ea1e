using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Caches what reflection reports about the output types of a provider.</summary>
static class OutputTypes
{
    static readonly ConcurrentDictionary<Type, bool> Known = new();
    static readonly ConcurrentDictionary<Type, OutputConstructor?> Constructors = new();

    public static bool Includes(Type type) =>
        Known.GetOrAdd(type, static candidate => candidate.GetCustomAttribute<OutputTypeAttribute>() is not null);

    public static OutputConstructor? ConstructorOf(Type type) =>
        Constructors.GetOrAdd(
            type,
            static candidate =>
                candidate
                    .GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                    .FirstOrDefault(constructor => constructor.GetCustomAttribute<OutputConstructorAttribute>() is not null)
                    is { } found
                    ? new(found)
                    : null
        );
}

/// <summary>The constructor whose parameters are the members of an output type, by wire name.</summary>
sealed class OutputConstructor(ConstructorInfo constructor)
{
    readonly ConstructorInvoker invoker = ConstructorInvoker.Create(constructor);
    readonly (string Name, Type Type)[] parameters =
    [
        .. constructor
            .GetParameters()
            .Select(parameter =>
                (parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!, parameter.ParameterType)
            ),
    ];

    public object Invoke(Func<string, Type, object?> valueOf) =>
        invoker.Invoke(new Span<object?>([.. parameters.Select(parameter => valueOf(parameter.Name, parameter.Type))]));
}
