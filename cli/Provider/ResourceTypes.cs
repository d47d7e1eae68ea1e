using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Provider;

/// <summary>The types that there are: every class of this namespace.</summary>
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
            $"The embedded cloud makes no resources of the type {token}. It knows {string.Join(", ", Names)}. Take the resource out "
                + $"of the program, or add the type in cli/Provider."
        );

    /// <summary>Refuses what could not be made, before anything is.</summary>
    public static void Check(ClassPlan plan)
    {
        foreach (var resource in plan.Resources)
        {
            var known = Of(resource.Key.Type).Inputs;
            if (resource.Inputs.Select(input => input.Key).FirstOrDefault(input => !known.Contains(input)) is { } unknown)
                throw new PlanException(
                    $"{resource.Key.Name} ({resource.Key.Type}) sets '{unknown}', which the embedded cloud's provider does not pass "
                        + $"on. It knows {string.Join(", ", known)}. Leave it out, or add it in cli/Provider."
                );
        }
    }
}
