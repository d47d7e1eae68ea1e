using System.Text;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash;

/// <summary>The state that all writers of a run share: the current cloud, the random numbers, and the differences found.</summary>
sealed class Scene(int seed, CloudFolder folder) : IDisposable
{
    CloudProcess? cloud;
    AwsClient? client;

    public const string Account = RunningCloud.Account;

    public int Seed => seed;

    public CloudFolder Folder { get; set; } = folder;

    public Differences Differences { get; } = new();

    public Action<Reply>? Observe { get; init; }

    public CloudProcess Cloud => cloud ?? throw new InvalidOperationException("the cloud has not been started");

    public AwsClient Client => client ?? throw new InvalidOperationException("the cloud has not been started");

    /// <summary>The number of starts of the cloud: between two events with the same number there was no kill.</summary>
    public int Starts { get; private set; }

    /// <summary>Whether the writers should end.</summary>
    public bool IsEnding { get; private set; } = true;

    /// <summary>Whether the model is compared with a copy of the data, and must therefore not be changed.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Whether a full comparison reads all histories again, or only some.</summary>
    public bool ComparesEveryHistory { get; set; }

    /// <summary>The refusals that this part of the run expects.</summary>
    public Func<Reply, bool> ExpectsRefusal { get; set; } = _ => false;

    public static string Arn(string service, string resource) => $"arn:aws:{service}:us-east-1:{Account}:{resource}";

    public static string RoleArn(string role) => $"arn:aws:iam::{Account}:role/{role}";

    public string QueueUrl(string queue) => $"{Folder.Endpoint}/{Account}/{queue}";

    /// <summary>Creates a random number generator whose numbers depend only on the seed and the name.</summary>
    public Random ChanceFor(string name) =>
        new(Encoding.UTF8.GetBytes(name).Aggregate(seed, (hash, letter) => unchecked((hash * 16_777_619) ^ letter)));

    /// <summary>Starts the cloud; false if it does not serve requests.</summary>
    public async Task<bool> StartAsync()
    {
        client?.Dispose();
        cloud?.Dispose();
        cloud = await CloudProcess.StartAsync(Folder);
        // Connections to a killed cloud must not be used again.
        client = new(Folder.Endpoint) { Observe = Observe };
        Starts++;
        IsEnding = !cloud.IsServing;
        return cloud.IsServing;
    }

    /// <summary>Lets the writers work until the given action has ended.</summary>
    public async Task WorkAsync(IEnumerable<Writer> writers, Func<Task> meanwhile, double slowness = 1)
    {
        IsEnding = false;
        var work = writers.Select(writer => Task.Run(() => writer.WorkAsync(slowness))).ToList();
        await meanwhile();
        End();
        await Task.WhenAll(work);
    }

    /// <summary>Tells the writers to end. Their current calls may still be answered.</summary>
    public void End() => IsEnding = true;

    public void Dispose()
    {
        client?.Dispose();
        cloud?.Dispose();
        (client, cloud) = (null, null);
    }
}

/// <summary>The result of a call is unknown: the connection broke, usually because of a kill.</summary>
sealed class InterruptedException(Reply reply) : Exception(reply.ToString())
{
    public Reply Reply => reply;
}

/// <summary>A call was refused that had to succeed.</summary>
sealed class RefusedException(Reply reply) : Exception(reply.ToString())
{
    public Reply Reply => reply;
}
