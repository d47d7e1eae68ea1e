using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Testing;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>A program under mocks, and what they were asked.</summary>
sealed class RecordedRun : IMocks
{
    public ConcurrentQueue<MockResourceArgs> Registered { get; } = new();

    public ConcurrentQueue<MockCallArgs> Called { get; } = new();

    public ConcurrentDictionary<string, ImmutableDictionary<string, Output<object?>>> Published { get; } = new();

    /// <summary>False: no resource has an id or an answer yet, as in the preview of something new.</summary>
    public bool KnowsOutputs { get; init; } = true;

    public bool IsPreview { get; init; }

    public Dictionary<string, string> Config { get; init; } = [];

    public async Task<ImmutableArray<Resource>> OfAsync(Action program)
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(Config));
        try
        {
            return await Deployment.TestAsync(
                this,
                new TestOptions
                {
                    ProjectName = "shop",
                    StackName = "dev",
                    IsPreview = IsPreview,
                },
                program
            );
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", null);
            // A failed run marks the process; here the test says whether it was meant to fail.
            Environment.ExitCode = 0;
        }
    }

    public MockResourceArgs The(string name) => Registered.Single(resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Registered.Enqueue(args);
        return Task.FromResult<(string?, object)>(
            KnowsOutputs ? ($"{args.Name}-id", args.Inputs) : (null, ImmutableDictionary<string, object>.Empty)
        );
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Called.Enqueue(args);
        return Task.FromResult<object>(new Dictionary<string, object> { ["answer"] = $"{args.Args["question"]}!" });
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        Published[args.Urn] = args.Outputs;
        return Task.CompletedTask;
    }
}
