using System.Collections.Immutable;
using Classroom.Settings;
using Pulumi;

namespace Classroom.Foundation;

/// <summary>
/// What the students' resources need of the shared resources. A stack without cohorts makes these; the stack of a cohort reads them from
/// the outputs of the base stack.
/// </summary>
sealed record SharedResources(
    Output<string> PackageBucket,
    Output<string> PackageKey,
    // Each build is a new version of the object. A new version makes Lambda update the functions.
    Output<string> PackageVersion,
    Output<string> BoundaryArn,
    // Attached to the identity of each student: the same denials that the boundary has for roles.
    Output<string> GuardRailsArn
)
{
    /// <summary>The output of the base stack.</summary>
    public const string OutputName = "foundation";

    const string LogAccess = "logAccessArn";

    /// <summary>The policy for the roles of workflows that students build; null if the students build nothing themselves.</summary>
    public Output<string>? LogAccessArn { get; init; }

    public ImmutableDictionary<string, Output<string>> Outputs
    {
        get
        {
            var outputs = ImmutableDictionary<string, Output<string>>
                .Empty.Add("packageBucket", PackageBucket)
                .Add("packageKey", PackageKey)
                .Add("packageVersion", PackageVersion)
                .Add("boundaryArn", BoundaryArn)
                .Add("guardRailsArn", GuardRailsArn);
            return LogAccessArn is null ? outputs : outputs.Add(LogAccess, LogAccessArn);
        }
    }

    public static SharedResources OfBaseStack(int cohort, bool hasHandsOn)
    {
        var deployment = Deployment.Instance;
        var baseStack =
            CohortStack.BaseOf(deployment.StackName, cohort)
            ?? throw new RunException(
                $"The stack {deployment.StackName} has the setting {SettingsReader.Namespace}:{CohortReader.Key} {cohort}; the name of "
                    + $"such a stack ends with '{CohortStack.Of("", cohort)}'. `./classroom up --aws` makes the stacks of all cohorts."
            );
        // Pulumi Cloud and the backends for files take the whole name; the organization of the latter is 'organization'.
        var name = $"{deployment.OrganizationName}/{deployment.ProjectName}/{baseStack}";
        var told = new StackReference("base", new() { Name = name }).RequireOutput(OutputName);
        Output<string> Read(string output) => told.Apply(outputs => (string)((ImmutableDictionary<string, object>)outputs)[output]);
        return new(Read("packageBucket"), Read("packageKey"), Read("packageVersion"), Read("boundaryArn"), Read("guardRailsArn"))
        {
            LogAccessArn = hasHandsOn ? Read(LogAccess) : null,
        };
    }
}
