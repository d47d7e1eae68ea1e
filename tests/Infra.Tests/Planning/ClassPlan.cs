using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Testing;

namespace Classroom.Infra.Tests.Planning;

/// <summary>The program, run once: <c>await ClassPlan.Of("user1", "user2")</c>.</summary>
sealed record ClassPlan(ImmutableArray<PlannedResource> Resources, ImmutableArray<Resource> Registered)
{
    public static Task<ClassPlan> Of(params string[] usernames) => With(new() { ["students"] = usernames });

    /// <summary>Runs the program with this configuration: texts as they are, anything else as JSON.</summary>
    public static async Task<ClassPlan> With(
        Dictionary<string, object> settings,
        bool isPreview = false,
        bool knowsOutputs = true,
        AwsMocks? with = null,
        string stack = "dev"
    )
    {
        var config = settings.ToDictionary(
            setting => $"classroom:{setting.Key}",
            setting => setting.Value as string ?? JsonSerializer.Serialize(setting.Value)
        );
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(config));
        try
        {
            var mocks = with ?? new AwsMocks { KnowsOutputs = knowsOutputs };
            var registered = await Deployment.TestAsync<ClassroomStack>(
                mocks,
                new TestOptions
                {
                    ProjectName = "classroom",
                    StackName = stack,
                    IsPreview = isPreview,
                }
            );
            return new(
                [
                    .. mocks
                        .Resources.OrderBy(resource => resource.Type, StringComparer.Ordinal)
                        .ThenBy(resource => resource.LogicalName, StringComparer.Ordinal),
                ],
                registered
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", null);
            // The SDK marks a failed run in the process's exit code; the test says itself whether it was meant to fail.
            Environment.ExitCode = 0;
        }
    }

    public IEnumerable<PlannedResource> Of(string type) =>
        Resources.Where(resource => resource.Type.EndsWith($":{type}", StringComparison.Ordinal));

    public IEnumerable<PlannedResource> OfStudent(string username) => Resources.Where(resource => resource.BelongsTo(username));

    public ClassroomStack Stack => Registered.OfType<ClassroomStack>().Single();
}
