using System.Collections.Immutable;

namespace Classroom.Cloud.Lambda;

/// <summary>The share of an alias's invocations that goes to another version than its own.</summary>
sealed record AliasRouting(IReadOnlyDictionary<string, double>? AdditionalVersionWeights = null)
{
    public static AliasRouting? Of(FunctionAlias alias) => alias.Weights.IsEmpty ? null : new(alias.Weights);

    public static ImmutableSortedDictionary<string, double> Read(
        AliasRouting? routing,
        string target,
        Function function,
        FunctionStore functions
    )
    {
        var weights = (routing?.AdditionalVersionWeights ?? new Dictionary<string, double>()).ToImmutableSortedDictionary(
            StringComparer.Ordinal
        );
        if (weights.IsEmpty)
            return weights;
        if (weights.Count > 1)
            throw FunctionStore.Invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        if (target == "$LATEST")
            throw FunctionStore.Invalid("$LATEST is not supported for an alias pointing to more than 1 version");
        var other = weights.Keys.Single();
        if (other == target)
            throw FunctionStore.Invalid(
                $"Invalid function version {target}. Function version {target} is already included in routing configuration."
            );
        functions.Version(function, other);
        return weights;
    }
}
