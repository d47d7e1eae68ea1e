using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>Starts executions under unique names, and compares each with its expected end.</summary>
abstract class ExecutionWriter(Scene scene, string name, string prefix, IReadOnlyList<Kind> kinds) : Writer(scene, name)
{
    const int Sample = 150;

    static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(40);

    readonly List<Started> ended = [];
    readonly List<string> refused = [];
    int count;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(120);

    protected List<Started> Open { get; } = [];

    protected IReadOnlyList<Kind> Kinds => kinds;

    protected IEnumerable<Started> Ended => ended;

    public override async Task PrepareAsync()
    {
        foreach (var kind in kinds)
            await MadeAsync(
                States(
                    "CreateStateMachine",
                    new
                    {
                        name = kind.Name,
                        definition = kind.Definition,
                        roleArn = Scene.RoleArn(Scenery.WorkflowRole),
                    }
                )
            );
    }

    public override async Task CompareRecentAsync()
    {
        foreach (var started in Open.Where(started => !started.IsAcknowledged).ToList())
            await AskAsync(started);
        await AdvanceAsync();
        foreach (var started in Open.ToList())
            await CompareAsync(started);
    }

    public override async Task CompareAllAsync()
    {
        if (Scene.IsFrozen)
        {
            await CompareDigestsAsync(ended);
            foreach (var started in Open)
                await CompareWaitingAsync(started);
            return;
        }
        var watch = Stopwatch.StartNew();
        do await CompareRecentAsync();
        while (Open.Any(started => started.Ending is not null) && watch.Elapsed < LongestEnd && await WaitAsync());
        foreach (var stuck in Open.Where(started => started.Ending is not null).ToList())
        {
            Differ(
                Fault.Slow,
                $"the execution {stuck.Kind.Name}:{stuck.Name} is still running after {LongestEnd.TotalSeconds:0} s without a kill"
            );
            Open.Remove(stuck);
        }
        foreach (var kind in kinds)
            await CompareListAsync(kind);
        foreach (var arn in refused)
            if (await FindAsync(States("DescribeExecution", new { executionArn = arn }), "ExecutionDoesNotExist") is not null)
                Differ(Fault.Wrong, $"{arn} was refused, but exists");
        await CompareDigestsAsync(Scene.ComparesEveryHistory || ended.Count <= Sample ? ended : Random.GetItems(ended.ToArray(), Sample));
    }

    /// <summary>Advances executions that do not end by themselves.</summary>
    protected virtual Task AdvanceAsync() => Task.CompletedTask;

    /// <summary>Whether an execution with this status is expected to continue.</summary>
    protected virtual bool Pauses(Started started, string status) => false;

    /// <summary>Compares further facts about an execution that has ended.</summary>
    protected virtual Task CompareEndedAsync(Started started, JsonObject described) => Task.CompletedTask;

    protected async Task StartAsync(Kind kind)
    {
        var input = kind.Input(Random).ToJsonString(Random.Next(2) == 0 ? Formats.Pretty : Formats.Plain);
        var started = new Started($"{prefix}-{++count}", kind, input, Scene.Starts);
        Open.Add(started);
        // Several clients start the same execution at once; it must start only once.
        await AskAsync(started, clients: Random.Next(10) == 0 ? 4 : 1);
    }

    protected Task<Reply> States(string operation, object input) => Client.JsonAsync("states", operation, input);

    async Task AskAsync(Started started, int clients = 1)
    {
        var isFirst = clients == 1 && !started.WasAsked;
        started.WasAsked = true;
        var input = new
        {
            stateMachineArn = started.Kind.MachineArn,
            name = started.Name,
            input = started.Input,
        };
        var replies = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => States("StartExecution", input)));
        // The execution may have ended before it was started again.
        string[] accepted = isFirst ? [] : ["ExecutionAlreadyExists"];
        if (replies.FirstOrDefault(reply => reply.IsUnknown) is { } unknown)
            IsAcknowledged(unknown);
        foreach (var reply in replies)
            started.IsAcknowledged |= IsAcknowledged(reply, accepted);
        if (!started.IsAcknowledged)
        {
            Open.Remove(started);
            refused.Add(started.Arn);
        }
        var dates = replies.Where(reply => reply.IsDone).Select(reply => reply.Json["startDate"]!.ToJsonString()).Distinct().Count();
        if (dates > 1)
            Differ(
                Fault.Doubled,
                $"{clients} clients started {started.Kind.Name}:{started.Name} at once, and received {dates} different start dates"
            );
    }

    async Task CompareAsync(Started started)
    {
        if (await FindAsync(States("DescribeExecution", new { executionArn = started.Arn }), "ExecutionDoesNotExist") is not { } reply)
        {
            Differ(Fault.Lost, $"the execution {started.Kind.Name}:{started.Name} was acknowledged, and is gone");
            Open.Remove(started);
            return;
        }
        Tally.Compared++;
        var found = reply.Json;
        if ((string?)found["input"] != started.Input)
            Wrong(started, "has a different input than the one it was started with");
        var status = (string)found["status"]!;
        if (status == "RUNNING" || Pauses(started, status))
        {
            if (Random.Next(4) == 0)
                CompareSeen(started, await EventsAsync(started.Arn));
            return;
        }
        // This comparison goes first because a kill may interrupt it: it is then repeated, and nothing is reported twice.
        await CompareEndedAsync(started, found);
        var events = await EventsAsync(started.Arn);
        if (started.Ending is not { } ending)
            Wrong(started, $"is {status}, although no answer was sent");
        else if (status != ending.Status || (string?)found["error"] != ending.Error)
            Wrong(started, $"is {status} {found["error"]} {found["cause"]} instead of {ending.Status} {ending.Error}");
        else if (ending.Output is not null && !JsonNode.DeepEquals(JsonNode.Parse((string)found["output"]!), ending.Output))
            Wrong(started, "has a wrong output");
        var took = found["stopDate"]!.GetValue<double>() - found["startDate"]!.GetValue<double>();
        if (took < started.Kind.Least.TotalSeconds - 0.05)
            Wrong(started, $"took {took:0.00} s, but its waits take {started.Kind.Least.TotalSeconds:0} s");
        CompareSeen(started, events);
        foreach (var problem in History.Problems(events, started, status))
            Wrong(started, $"has a history that {problem}");
        started.Digest = Digest(found, events);
        started.EndedWithoutKill = started.Start == Scene.Starts;
        started.Input = "";
        Open.Remove(started);
        ended.Add(started);
    }

    /// <summary>The events of a history that were read once must not change later.</summary>
    void CompareSeen(Started started, List<JsonNode> events)
    {
        var (count, digest) = started.Seen;
        if (events.Count < count || (count > 0 && Digest([], events.Take(count)) != digest))
            Differ(Fault.Lost, $"the execution {started.Kind.Name}:{started.Name} no longer begins with the {count} events that were read");
        started.Seen = (events.Count, Digest([], events));
    }

    /// <summary>An execution that waits for an answer which was never sent must keep waiting.</summary>
    async Task CompareWaitingAsync(Started started)
    {
        Tally.Compared++;
        var reply = await FindAsync(States("DescribeExecution", new { executionArn = started.Arn }), "ExecutionDoesNotExist");
        if (reply is null)
            Differ(Fault.Lost, $"the execution {started.Kind.Name}:{started.Name} was acknowledged, and is gone");
        else if ((string?)reply.Json["input"] != started.Input || (string?)reply.Json["status"] is not ("RUNNING" or "FAILED"))
            Wrong(started, $"is {reply.Json["status"]}, or has a different input than the one it was started with");
    }

    async Task CompareListAsync(Kind kind)
    {
        var found = new List<(string Name, string Status)>();
        string? token = null;
        do
        {
            var page = (
                await ReadAsync(
                    States(
                        "ListExecutions",
                        token is null
                            ? new { stateMachineArn = kind.MachineArn, maxResults = 1000 }
                            : new
                            {
                                stateMachineArn = kind.MachineArn,
                                maxResults = 1000,
                                nextToken = token,
                            }
                    )
                )
            ).Json;
            found.AddRange(page["executions"]!.AsArray().Select(item => ((string)item!["name"]!, (string)item["status"]!)));
            token = (string?)page["nextToken"];
        } while (token is not null);
        Tally.Compared++;
        var known = Open.Concat(ended).Where(started => started.Kind == kind).Select(started => started.Name).ToHashSet();
        foreach (var twice in found.GroupBy(item => item.Name).Where(items => items.Count() > 1))
            Differ(Fault.Doubled, $"{kind.Name}:{twice.Key} is listed {twice.Count()} times");
        foreach (var lost in known.Except(found.Select(item => item.Name)))
            Differ(Fault.Lost, $"the execution {kind.Name}:{lost} is no longer listed");
        // The writer stopped following executions that were stuck.
        foreach (
            var (strange, _) in found.Where(item => !known.Contains(item.Name) && !item.Name.StartsWith(prefix, StringComparison.Ordinal))
        )
            Differ(Fault.Wrong, $"{kind.Name}:{strange} is listed, but was never started");
    }

    async Task CompareDigestsAsync(IEnumerable<Started> some)
    {
        foreach (var started in some)
        {
            Tally.Compared++;
            if (await FindAsync(States("DescribeExecution", new { executionArn = started.Arn }), "ExecutionDoesNotExist") is not { } found)
                Differ(Fault.Lost, $"the execution {started.Kind.Name}:{started.Name} had ended, and is missing");
            else if (Digest(found.Json, await EventsAsync(started.Arn)) != started.Digest)
                Differ(
                    Fault.Lost,
                    $"the execution {started.Kind.Name}:{started.Name} had ended, and its description or history has changed"
                );
        }
    }

    protected async Task<List<JsonNode>> EventsAsync(string arn)
    {
        var events = new List<JsonNode>();
        string? token = null;
        do
        {
            var page = (
                await ReadAsync(
                    States(
                        "GetExecutionHistory",
                        token is null
                            ? new { executionArn = arn, maxResults = 1000 }
                            : new
                            {
                                executionArn = arn,
                                maxResults = 1000,
                                nextToken = token,
                            }
                    )
                )
            ).Json;
            events.AddRange(page["events"]!.AsArray().Select(@event => @event!));
            token = (string?)page["nextToken"];
        } while (token is not null);
        return events;
    }

    static string Digest(JsonObject described, IEnumerable<JsonNode> events)
    {
        var text = new StringBuilder(described.ToJsonString());
        foreach (var @event in events)
            text.Append(@event.ToJsonString());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    static async Task<bool> WaitAsync()
    {
        await Task.Delay(150);
        return true;
    }

    void Wrong(Started started, string what) => Differ(Fault.Wrong, $"the execution {started.Kind.Name}:{started.Name} {what}");
}
