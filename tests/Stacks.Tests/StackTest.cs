using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;
using Classroom.Cli.Stacks;

namespace Classroom.Stacks.Tests;

/// <summary>A test with a stack of its own, and short ways to write its resources.</summary>
abstract class StackTest
{
    protected static readonly DateTimeOffset Earlier = FakeCloud.Now.AddDays(-1);

    protected string Folder { get; private set; } = "";

    protected StackState State { get; private set; } = null!;

    [SetUp]
    public void NewState()
    {
        Folder = Directory.CreateTempSubdirectory("classroom-state-").FullName;
        State = new(Folder, "test");
    }

    [TearDown]
    public void RemoveState()
    {
        State.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    protected static ResourceKey Group(string name) => new("aws:cloudwatch/logGroup:LogGroup", name);

    protected static readonly ResourceKey AccessKey = new("aws:iam/accessKey:AccessKey", "key");

    /// <summary>A log group as the program wants it; its name in the cloud is its logical name.</summary>
    protected static PlannedResource Wanted(string name, int? days = null, string? student = "user1", params string[] needs) =>
        new(Group(name), $"urn:{name}", student, "lab", Inputs(name, days), [.. needs.Select(Group)]);

    protected static JsonObject Inputs(string name, int? days = null) =>
        days is null ? new() { ["name"] = name } : new() { ["name"] = name, ["retentionInDays"] = days };

    /// <summary>A log group as it was made, or as it was begun where it has no id.</summary>
    protected static ResourceState Known(
        string name,
        int? days = null,
        string? student = "user1",
        string? id = "",
        JsonObject? inputs = null,
        params string[] needs
    ) =>
        new(
            Group(name).Type,
            name,
            $"urn:{name}",
            student,
            "lab",
            id is "" ? name : id,
            inputs ?? Inputs(name, days),
            new() { ["arn"] = $"arn:{name}" },
            [.. needs.Select(need => Group(need).ToString())],
            Earlier,
            Earlier
        );

    protected async Task MadeAsync(params ResourceState[] resources)
    {
        foreach (var resource in resources)
            await State.PutAsync(resource);
    }

    /// <summary>Each resource needs those whose outputs are among its inputs, as in a plan of the planner.</summary>
    protected static ClassPlan Plan(params PlannedResource[] wanted) =>
        new(
            [
                .. wanted.Select(resource =>
                    resource with
                    {
                        DependsOn = [.. resource.DependsOn, .. Placeholder.In(resource.Inputs).Select(reference => reference.Resource)],
                    }
                ),
            ],
            []
        );

    protected ChangeSet Between(params PlannedResource[] wanted) => ChangeSet.Between(State, Plan(wanted));

    protected static string Shown(ChangeSet changes) => string.Join(", ", changes.All.Select(change => $"{change.Key.Name} {change.Kind}"));

    protected static ImmutableHashSet<string> Only(params string[] students) => [.. students];
}
