using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Classroom.Infra.Tests.Planning;

/// <summary>The outputs of the stack: an object of students, whose values are outputs of their own.</summary>
static class StudentOutputs
{
    public static async Task<ImmutableDictionary<string, object?>> OfAsync(ClassPlan plan, string student) =>
        (await OutputUtilities.GetValueAsync(plan.Stack.Students))[student];

    /// <summary>All values of a student as texts; those of a map have names such as "workflows.user1-order-workflow".</summary>
    public static async Task<Dictionary<string, string>> TextsAsync(ClassPlan plan, string student)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in await OfAsync(plan, student))
        foreach (var (path, output) in Outputs(name, value))
            texts[path] = await OutputUtilities.GetValueAsync(output);
        return texts;
    }

    /// <summary>The names of the values that are secrets.</summary>
    public static async Task<List<string>> SecretsAsync(ClassPlan plan, string student)
    {
        var secrets = new List<string>();
        foreach (var (name, value) in await OfAsync(plan, student))
        foreach (var (path, output) in Outputs(name, value))
            if (await Output.IsSecretAsync(output))
                secrets.Add(path);
        return [.. secrets.Order(StringComparer.Ordinal)];
    }

    static IEnumerable<(string Path, Output<string> Value)> Outputs(string name, object? value) =>
        value switch
        {
            Output<string> text => [(name, text)],
            IReadOnlyDictionary<string, Output<string>> map => map.Select(pair => ($"{name}.{pair.Key}", pair.Value)),
            _ => throw new NotSupportedException($"{name} is {value?.GetType()}"),
        };
}
