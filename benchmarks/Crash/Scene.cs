using System.Text;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash;

/// <summary>What all writers of a run share: the cloud as it runs at present, chance, and the differences found.</summary>
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

    /// <summary>How often the cloud was started: two events with the same number have no kill between them.</summary>
    public int Starts { get; private set; }

    /// <summary>The writers are to come to an end.</summary>
    public bool IsEnding { get; private set; } = true;

    /// <summary>The model is compared with a copy of the data, and stays as it is whatever is found.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Whether every history is read again when everything is compared, or only some.</summary>
    public bool ComparesEveryHistory { get; set; }

    /// <summary>Refusals that this part of the run brings about itself.</summary>
    public Func<Reply, bool> ExpectsRefusal { get; set; } = _ => false;

    public static string Arn(string service, string resource) => $"arn:aws:{service}:us-east-1:{Account}:{resource}";

    public static string RoleArn(string role) => $"arn:aws:iam::{Account}:role/{role}";

    public string QueueUrl(string queue) => $"{Folder.Endpoint}/{Account}/{queue}";

    /// <summary>A source of chance that gives the same numbers for the same seed, whatever else runs.</summary>
    public Random ChanceFor(string name) =>
        new(Encoding.UTF8.GetBytes(name).Aggregate(seed, (hash, letter) => unchecked((hash * 16_777_619) ^ letter)));

    /// <summary>Starts the cloud; false when it does not serve.</summary>
    public async Task<bool> StartAsync()
    {
        client?.Dispose();
        cloud?.Dispose();
        cloud = await CloudProcess.StartAsync(Folder);
        // Connections to a cloud that was killed must not be used again.
        client = new(Folder.Endpoint) { Observe = Observe };
        Starts++;
        IsEnding = !cloud.IsServing;
        return cloud.IsServing;
    }

    /// <summary>Lets writers work, until what is done meanwhile has come to its end.</summary>
    public async Task WorkAsync(IEnumerable<Writer> writers, Func<Task> meanwhile, double slowness = 1)
    {
        IsEnding = false;
        var work = writers.Select(writer => Task.Run(() => writer.WorkAsync(slowness))).ToList();
        await meanwhile();
        End();
        await Task.WhenAll(work);
    }

    /// <summary>From now on the writers end; what they have under way may still be answered.</summary>
    public void End() => IsEnding = true;

    public void Dispose()
    {
        client?.Dispose();
        cloud?.Dispose();
        (client, cloud) = (null, null);
    }
}

/// <summary>The answer to a call is not known: the connection broke, most often by a kill.</summary>
sealed class InterruptedException(Reply reply) : Exception(reply.ToString())
{
    public Reply Reply => reply;
}

/// <summary>A call was refused that had to succeed.</summary>
sealed class RefusedException(Reply reply) : Exception(reply.ToString())
{
    public Reply Reply => reply;
}
