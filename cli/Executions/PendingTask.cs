using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions.Timelines;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Executions;

/// <summary>A task that waits for its task token to be answered.</summary>
sealed record PendingTask(WorkflowInfo Workflow, string Execution, string State, string Token, DateTimeOffset Since)
{
    /// <summary>All waiting tasks of a student; their tokens are in the histories, in the parameters of the tasks.</summary>
    public static async Task<List<PendingTask>> FindAsync(StudentView view)
    {
        var found = new List<PendingTask>();
        foreach (var workflow in (await view.WorkflowsAsync().ConfigureAwait(false)).Where(workflow => !workflow.IsExpress))
        {
            var running = await view.ExecutionsAsync(workflow, "RUNNING").ConfigureAwait(false);
            if (running.Count == 0)
                continue;
            var described = await view.Aws.Operation<DescribeStateMachine>().CallAsync(new(workflow.Arn)).ConfigureAwait(false);
            var members = TokenMembers(Facts.Parse(described.Definition)).ToHashSet(StringComparer.Ordinal);
            foreach (var execution in running)
            {
                var arn = (string)execution["executionArn"]!;
                found.AddRange(
                    Open(await view.EventsAsync(arn).ConfigureAwait(false), members)
                        .Select(task => new PendingTask(workflow, arn, task.State, task.Token, task.Since))
                );
            }
        }
        return [.. found.OrderBy(task => task.Since)];
    }

    static IEnumerable<(string State, string Token, DateTimeOffset Since)> Open(List<JsonObject> events, HashSet<string> members)
    {
        var byId = events.ToDictionary(@event => (int)@event["id"]!);
        var answered = events
            .Where(@event => (string?)@event["type"] is "TaskSucceeded" or "TaskFailed" or "TaskTimedOut")
            .SelectMany(@event => Before(@event, byId))
            .Select(@event => (int)@event["id"]!)
            .ToHashSet();
        foreach (
            var scheduled in events.Where(@event => (string?)@event["type"] == "TaskScheduled" && !answered.Contains((int)@event["id"]!))
        )
        {
            var details = (JsonObject)scheduled["taskScheduledEventDetails"]!;
            if (
                ((string?)details["resource"])?.EndsWith(".waitForTaskToken", StringComparison.Ordinal) != true
                || TokenIn(JsonNode.Parse((string)details["parameters"]!), members) is not { } token
            )
                continue;
            var entered = Before(scheduled, byId).FirstOrDefault(@event => (string?)@event["type"] == "TaskStateEntered");
            yield return ((string?)entered?["stateEnteredEventDetails"]?["name"] ?? "", token, HistoryEvent.OfHistory(scheduled).Time);
        }
    }

    /// <summary>The previous events, back to the event that entered the state.</summary>
    static IEnumerable<JsonObject> Before(JsonObject @event, Dictionary<int, JsonObject> byId)
    {
        for (var id = (int)@event["previousEventId"]!; byId.TryGetValue(id, out var earlier); id = (int)earlier["previousEventId"]!)
        {
            yield return earlier;
            if (((string)earlier["type"]!).EndsWith("StateEntered", StringComparison.Ordinal))
                yield break;
        }
    }

    /// <summary>The members of a definition that contain the task token: "taskToken.$": "$$.Task.Token", or the same in JSONata.</summary>
    static IEnumerable<string> TokenMembers(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(member =>
                member.Value is JsonValue value
                && value.GetValueKind() == JsonValueKind.String
                && ((string)value!).Contains("Task.Token", StringComparison.Ordinal)
                    ? [member.Key.EndsWith(".$", StringComparison.Ordinal) ? member.Key[..^2] : member.Key]
                    : TokenMembers(member.Value)
            ),
            JsonArray list => list.SelectMany(TokenMembers),
            _ => [],
        };

    static string? TokenIn(JsonNode? node, HashSet<string> members) =>
        node switch
        {
            JsonObject map => map.Where(member => members.Contains(member.Key)).Select(member => (string?)member.Value).FirstOrDefault()
                ?? map.Select(member => TokenIn(member.Value, members)).FirstOrDefault(token => token is not null),
            JsonArray list => list.Select(item => TokenIn(item, members)).FirstOrDefault(token => token is not null),
            _ => null,
        };
}
