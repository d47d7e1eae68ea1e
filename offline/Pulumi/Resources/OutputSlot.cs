using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>One output property of one resource, whose value is set later.</summary>
abstract class OutputSlot
{
    static readonly ConcurrentDictionary<Type, Property[]> PropertiesOf = new();

    public abstract Type Type { get; }

    public abstract void Resolve(object? value, bool isKnown, bool isSecret = false);

    public abstract void Default(bool isKnown);

    public abstract void Fail(Exception exception);

    /// <summary>Sets every output property of the resource to a new output, and returns the slots by wire name.</summary>
    public static KeyValuePair<string, OutputSlot>[] FillIn(Resource resource)
    {
        var properties = PropertiesOf.GetOrAdd(resource.GetType(), FindProperties);
        ImmutableHashSet<Resource> itself = [resource];
        var slots = new KeyValuePair<string, OutputSlot>[properties.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = properties[i].NewSlot(itself);
            properties[i].Assign(resource, slot.UntypedOutput);
            slots[i] = new(properties[i].Name, slot);
        }
        return slots;
    }

    private protected abstract IOutput UntypedOutput { get; }

    static Property[] FindProperties(Type resourceType) =>
        resourceType
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property, attribute: property.GetCustomAttribute<OutputAttribute>()))
            // The constructor of a component sets the component's outputs; the engine does not.
            .Where(found =>
                found.attribute is not null
                && (found.property.DeclaringType == typeof(Resource) || !typeof(ComponentResource).IsAssignableFrom(resourceType))
            )
            .Select(found => DescribeProperty(resourceType, found.property, found.attribute!))
            .ToArray();

    static Property DescribeProperty(Type resourceType, PropertyInfo property, OutputAttribute attribute)
    {
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
            throw RunException.OutputsHaveIncorrectType([attribute.Name ?? property.Name]);
        var setter =
            property.DeclaringType!.GetMethod($"set_{property.Name}", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"[Output] {resourceType.FullName}.{property.Name} did not have a 'set' method");
        var slotType = typeof(OutputSlot<>).MakeGenericType(property.PropertyType.GenericTypeArguments[0]);
        var constructor = ConstructorInvoker.Create(slotType.GetConstructors()[0]);
        var assign = MethodInvoker.Create(setter);
        return new(
            attribute.Name ?? property.Name,
            resources => (OutputSlot)constructor.Invoke(resources),
            (resource, output) => assign.Invoke(resource, output)
        );
    }

    sealed record Property(string Name, Func<ImmutableHashSet<Resource>, OutputSlot> NewSlot, Action<Resource, object> Assign);
}

sealed class OutputSlot<T> : OutputSlot
{
    readonly TaskCompletionSource<OutputData<T>> source = new();
    readonly ImmutableHashSet<Resource> resources;
    readonly Output<T> output;

    public OutputSlot(ImmutableHashSet<Resource> resources)
    {
        this.resources = resources;
        output = Output<T>.OfSlot(source.Task);
    }

    public override Type Type => typeof(T);

    private protected override IOutput UntypedOutput => output;

    public override void Resolve(object? value, bool isKnown, bool isSecret = false) =>
        source.TrySetResult(new(resources, value is null ? default! : (T)value, isKnown, isSecret));

    public override void Default(bool isKnown) => source.TrySetResult(new(resources, default!, isKnown, IsSecret: false));

    public override void Fail(Exception exception) => source.TrySetException(exception);
}
