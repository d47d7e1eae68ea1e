using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Utilities;

namespace Classroom.Cli.Planning;

/// <summary>What the program registers besides inputs: parents, dependencies, and the declared outputs.</summary>
sealed class Registrations
{
    const string Student = "classroom:index:StudentWorkspace";
    const string Lab = "classroom:labs:";

    readonly ConcurrentDictionary<ResourceKey, Registration> all = new();
    readonly ConcurrentDictionary<Type, string[]> outputs = new();

    sealed record Registration(Resource Resource, Resource? Parent, InputList<Resource> DependsOn);

    /// <summary>A transformation that only records the resource.</summary>
    public ResourceTransformationResult? Watch(ResourceTransformationArgs args)
    {
        var key = KeyOf(args.Resource);
        if (!all.TryAdd(key, new(args.Resource, args.Options.Parent, args.Options.DependsOn)) && !IsComponent(key.Type))
            throw new PlanException(
                $"The program makes two resources of the type {key.Type} with the name '{key.Name}'. Give one of them another "
                    + $"logical name."
            );
        return null;
    }

    public bool IsKnown(ResourceKey key) => all.ContainsKey(key);

    /// <summary>The text outputs that the resource's class declares.</summary>
    public IEnumerable<string> OutputsOf(ResourceKey key) =>
        outputs.GetOrAdd(
            all[key].Resource.GetType(),
            type =>
                [
                    .. type.GetProperties()
                        .Where(property =>
                            property.PropertyType == typeof(Output<string>) || property.PropertyType == typeof(Output<string?>)
                        )
                        .Select(property => property.GetCustomAttribute<OutputAttribute>()?.Name)
                        .OfType<string>()
                        .Where(name => name is not "urn" and not "id"),
                ]
        );

    public string UrnOf(ResourceKey key, string project, string stack) =>
        $"urn:pulumi:{stack}::{project}::{string.Join('$', Chain(key).Reverse().Select(part => part.Type))}::{key.Name}";

    public string? StudentOf(ResourceKey key) =>
        Chain(key).FirstOrDefault(part => part.Type == Student) is { Name: { } name } ? name : null;

    /// <summary>The name of the lab, from its component, whose name is student-lab.</summary>
    public string? LabOf(ResourceKey key) =>
        Chain(key).FirstOrDefault(part => part.Type?.StartsWith(Lab, StringComparison.Ordinal) == true) is { Name: { } name }
            ? name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..]
            : null;

    /// <summary>The resources that the program named with DependsOn; a component stands for all resources in it.</summary>
    public async Task<ImmutableArray<ResourceKey>> DependenciesOf(ResourceKey key)
    {
        var named = await OutputUtilities.GetValueAsync(all[key].DependsOn.ToOutput()).ConfigureAwait(false);
        return named.IsDefault ? [] : [.. named.SelectMany(resource => WithChildren(KeyOf(resource)))];
    }

    IEnumerable<ResourceKey> WithChildren(ResourceKey key) =>
        IsComponent(key.Type)
            ? all.Where(other => other.Value.Parent is { } parent && KeyOf(parent) == key).SelectMany(other => WithChildren(other.Key))
            : [key];

    IEnumerable<ResourceKey> Chain(ResourceKey key)
    {
        for (
            ResourceKey? part = key;
            part is { } current && all.TryGetValue(current, out var registration);
            part = registration.Parent is { } parent ? KeyOf(parent) : null
        )
        {
            if (current.Type != "pulumi:pulumi:Stack")
                yield return current;
        }
    }

    public static bool IsComponent(string type) =>
        type.StartsWith("classroom:", StringComparison.Ordinal) || type.StartsWith("pulumi:", StringComparison.Ordinal);

    static ResourceKey KeyOf(Resource resource) => new(resource.GetResourceType(), resource.GetResourceName());
}
