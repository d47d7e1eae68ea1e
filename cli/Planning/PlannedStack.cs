using System.Collections.Immutable;
using System.Globalization;
using Classroom.Foundation;
using Classroom.Settings;

namespace Classroom.Cli.Planning;

/// <summary>One run of the program: for the stack of the class, or for that of a cohort.</summary>
/// <param name="BaseStack">The outputs of the base stack; empty for the stack of the class.</param>
sealed record PlannedStack(string Name, IReadOnlyDictionary<string, string> Config, ImmutableDictionary<string, object> BaseStack)
{
    public static PlannedStack OfClass(StackFile file) => new(file.Stack, file.Config, ImmutableDictionary<string, object>.Empty);

    public static PlannedStack OfCohort(StackFile file, int cohort, ImmutableDictionary<string, object> foundation) =>
        new(
            CohortStack.Of(file.Stack, cohort),
            ConfigOf(file, cohort),
            ImmutableDictionary<string, object>.Empty.Add(SharedResources.OutputName, foundation)
        );

    /// <summary>The settings of the class, and which cohort it is.</summary>
    public static IReadOnlyDictionary<string, string> ConfigOf(StackFile file, int cohort) =>
        new Dictionary<string, string>(file.Config, StringComparer.Ordinal)
        {
            [$"{SettingsReader.Namespace}:{CohortReader.Key}"] = cohort.ToString(CultureInfo.InvariantCulture),
        };
}
