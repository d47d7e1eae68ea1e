using System.Text.Json.Nodes;
using Classroom.Benchmarks.Crash.Queues;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>
/// Executions that end by themselves: with Pass and Wait states, calls, parallel branches, child executions, failures and retries.
/// </summary>
sealed class SelfEnding(Scene scene, IReadOnlyList<Kind> kinds) : ExecutionWriter(scene, "Executions", "own", kinds)
{
    const int MostOpen = 40;

    readonly Dictionary<string, HashSet<string>> witnesses = [];

    public override async Task PrepareAsync()
    {
        await MadeAsync(Client.JsonAsync("sqs", "CreateQueue", new { QueueName = EndingKinds.WitnessQueue }));
        await MadeAsync(States("CreateActivity", new { name = "crash-nobody" }));
        await MadeAsync(
            States(
                "CreateStateMachine",
                new
                {
                    name = EndingKinds.Child.Name,
                    definition = EndingKinds.Child.Definition,
                    roleArn = Scene.RoleArn(Scenery.WorkflowRole),
                }
            )
        );
        await base.PrepareAsync();
    }

    public override async Task StepAsync()
    {
        if (Open.Count < MostOpen)
            await StartAsync(Kinds[Random.Next(Kinds.Count)]);
        else
            await CompareRecentAsync();
    }

    public override async Task CompareAllAsync()
    {
        await base.CompareAllAsync();
        if (Scene.IsFrozen)
            return;
        await CompareWitnessesAsync();
        await CompareChildrenAsync();
    }

    protected override async Task CompareEndedAsync(Started started, JsonObject described)
    {
        if (started.Kind.MapItems == 0)
            return;
        var runs = (await ReadAsync(States("ListMapRuns", new { executionArn = started.Arn }))).Json["mapRuns"]!.AsArray();
        if (runs.Count != 1)
        {
            Differ(
                runs.Count == 0 ? Fault.Lost : Fault.Doubled,
                $"the execution {started.Kind.Name}:{started.Name} has {runs.Count} map runs"
            );
            return;
        }
        var arn = (string)runs[0]!["mapRunArn"]!;
        var run = (await ReadAsync(States("DescribeMapRun", new { mapRunArn = arn }))).Json;
        if (
            (string?)run["status"] != "SUCCEEDED"
            || (int)run["itemCounts"]!["succeeded"]! != started.Kind.MapItems
            || (int)run["executionCounts"]!["total"]! != started.Kind.MapItems
        )
            Differ(
                Fault.Wrong,
                $"the map run of {started.Name} is {run["status"]}, {run["itemCounts"]!["succeeded"]} items of {started.Kind.MapItems}"
            );
        var children = (await ReadAsync(States("ListExecutions", new { mapRunArn = arn, maxResults = 1000 }))).Json[
            "executions"
        ]!.AsArray();
        if (
            children.Select(child => (string)child!["executionArn"]!).Distinct().Count() != started.Kind.MapItems
            || children.Any(child => (string?)child!["status"] != "SUCCEEDED")
        )
            Differ(
                Fault.Wrong,
                $"the map run of {started.Name} lists {children.Count} child executions of {started.Kind.MapItems}, or some that failed"
            );
    }

    /// <summary>If no kill happened during a task, it must have run exactly once; after a kill it may have run again.</summary>
    async Task CompareWitnessesAsync()
    {
        while (true)
        {
            var page = ReceivedMessage.Of(
                (
                    await ReadAsync(
                        Client.JsonAsync(
                            "sqs",
                            "ReceiveMessage",
                            new { QueueUrl = Scene.QueueUrl(EndingKinds.WitnessQueue), MaxNumberOfMessages = 10 }
                        )
                    )
                ).Json
            );
            if (page.Count == 0)
                break;
            foreach (var message in page)
            {
                if (!witnesses.TryGetValue(message.Text, out var ids))
                    witnesses[message.Text] = ids = [];
                ids.Add(message.Id);
                await ReadAsync(
                    Client.JsonAsync(
                        "sqs",
                        "DeleteMessage",
                        new { QueueUrl = Scene.QueueUrl(EndingKinds.WitnessQueue), ReceiptHandle = message.Receipt }
                    )
                );
            }
        }
        foreach (var started in Ended.Where(started => started.Kind.IsWitnessed && !started.WasTold))
        {
            started.WasTold = true;
            var times = witnesses.GetValueOrDefault(started.Name)?.Count ?? 0;
            if (times == 0)
                Differ(Fault.Lost, $"the message that {started.Kind.Name}:{started.Name} sent is not in its queue");
            if (times > 1 && started.EndedWithoutKill)
                Differ(Fault.Doubled, $"{started.Kind.Name}:{started.Name} sent its message {times} times, although there was no kill");
        }
    }

    /// <summary>Each execution of the parent must have started exactly one child execution.</summary>
    async Task CompareChildrenAsync()
    {
        foreach (var started in Ended.Where(started => started.Kind.Child is not null && !started.WasTold))
        {
            started.WasTold = true;
            var arn = EndingKinds.Child.ArnOf($"{started.Name}-child");
            var child = await FindAsync(States("DescribeExecution", new { executionArn = arn }), "ExecutionDoesNotExist");
            var status = (string?)child?.Json["status"];
            if (status != "SUCCEEDED")
                Differ(Fault.Lost, $"the child of {started.Kind.Name}:{started.Name} is {status ?? "gone"}");
            if (status is null)
                continue;
            foreach (
                var problem in History.Problems(await EventsAsync(arn), new($"{started.Name}-child", EndingKinds.Child, "{}", 0), status)
            )
                Differ(Fault.Wrong, $"the child of {started.Kind.Name}:{started.Name} has a history that {problem}");
        }
    }
}
