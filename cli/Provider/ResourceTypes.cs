using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Provider;

/// <summary>All resource types: the classes of this namespace.</summary>
static class ResourceTypes
{
    static readonly Dictionary<string, ResourceType> All = typeof(ResourceTypes)
        .Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(ResourceType)) && !type.IsAbstract)
        .Select(type => (ResourceType)Activator.CreateInstance(type)!)
        .ToDictionary(type => type.Token, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    public static ResourceType Of(string token) =>
        All.GetValueOrDefault(token)
        ?? throw new CommandException(
            $"The embedded cloud has no resources of the type {token}. It has {string.Join(", ", Names)}. Remove the resource "
                + $"from the program, or add the type in cli/Provider."
        );

    /// <summary>Refuses resources that cannot be made, before any resource is made.</summary>
    public static void Check(ClassPlan plan)
    {
        foreach (var resource in plan.Resources)
        {
            var known = Of(resource.Key.Type).Inputs;
            if (resource.Inputs.Select(input => input.Key).FirstOrDefault(input => !known.Contains(input)) is { } unknown)
                throw new PlanException(
                    $"{resource.Key.Name} ({resource.Key.Type}) sets '{unknown}', which the embedded cloud's provider does not "
                        + $"support. It supports {string.Join(", ", known)}. Leave the input out, or add it in cli/Provider."
                );
        }
    }
}
