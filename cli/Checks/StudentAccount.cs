using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.Logs;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Checks;

/// <summary>What belongs to one student in the account of the class.</summary>
sealed class StudentAccount(Account account, CheckedStudent student)
{
    // The newest executions of a workflow that the checks read.
    const int MostExecutions = 200;
    const int PageOfHistories = 8;

    public Account Account => account;

    public AwsClient Aws => account.Aws;

    public string Student => student.Username;

    public string Neighbour => student.Neighbour;

    public bool HasDashboard => student.HasDashboard;

    public string? Identity => student.Identity;

    /// <summary>The name under which CloudTrail records the calls of the student: of a role, the name of the session.</summary>
    public string? SignInName =>
        student.Identity is not { } identity ? null
        : identity.StartsWith("user/", StringComparison.Ordinal) ? identity["user/".Length..]
        : student.Username;

    public string Name(string resource) => $"{student.Username}-{resource}";

    public static string LogOfFunction(string name) => $"/aws/lambda/{name}";

    public static string LogOfWorkflow(string name) => $"/aws/vendedlogs/states/{name}";

    public async Task<string> ArnAsync(string service, string resource) =>
        $"arn:aws:{service}:{Aws.Region}:{await account.NumberAsync().ConfigureAwait(false)}:{resource}";

    public async Task<FunctionView?> FunctionAsync(string function) =>
        (await account.FunctionsAsync().ConfigureAwait(false)).GetValueOrDefault(Name(function));

    /// <summary>
    /// The newest change among those of these functions that run code of the student's own. What they did before says nothing of this
    /// code. Null if all of them run the code of the class, which may change whenever the class is updated.
    /// </summary>
    public async Task<OwnCode?> OwnCodeAsync(IReadOnlyList<string> functions)
    {
        var ofTheClass = await account.CodeOfTheClassAsync().ConfigureAwait(false);
        var found = await Task.WhenAll(functions.Select(FunctionAsync)).ConfigureAwait(false);
        return found
            .OfType<FunctionView>()
            .Where(function => function.CodeSha256 != ofTheClass)
            .Select(function => new OwnCode(
                function.FunctionName,
                DateTimeOffset.Parse(function.LastModified, CultureInfo.InvariantCulture)
            ))
            .MaxBy(own => own.Since);
    }

    /// <summary>Those of the functions that exist.</summary>
    public async Task<IReadOnlyList<FunctionView>> FunctionsAsync(LabParts lab)
    {
        var all = await account.FunctionsAsync().ConfigureAwait(false);
        return [.. lab.Functions.Select(function => all.GetValueOrDefault(Name(function))).OfType<FunctionView>()];
    }

    public async Task<MachineView?> WorkflowAsync(string workflow)
    {
        var all = await account.WorkflowsAsync().ConfigureAwait(false);
        if (!all.TryGetValue(Name(workflow), out var item))
            return null;
        return await account
            .OnceAsync($"workflow {item.StateMachineArn}", () => Aws.Operation<DescribeStateMachine>().CallAsync(new(item.StateMachineArn)))
            .ConfigureAwait(false);
    }

    /// <summary>Those of the workflows that exist.</summary>
    public async Task<IReadOnlyList<(WorkflowPart Part, MachineView View)>> WorkflowsAsync(LabParts lab)
    {
        var views = await Task.WhenAll(lab.Workflows.Select(part => WorkflowAsync(part.Name))).ConfigureAwait(false);
        return [.. lab.Workflows.Zip(views).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))];
    }

    public Task<Definition?> DefinitionAsync(string workflow) =>
        account.OnceAsync(
            $"definition {Name(workflow)}",
            async () => Definition.Parse((await WorkflowAsync(workflow).ConfigureAwait(false))?.Definition)
        );

    public async Task<LogGroupView?> LogGroupAsync(string name)
    {
        var (functions, workflows) = (LogOfFunction(Name("")), LogOfWorkflow(Name("")));
        var prefix = name.StartsWith(functions, StringComparison.Ordinal) ? functions : workflows;
        return (await account.LogGroupsAsync(prefix).ConfigureAwait(false)).GetValueOrDefault(name);
    }

    /// <summary>Whether a log group has at least one event.</summary>
    public Task<bool> HasLoggedAsync(string group) =>
        account.OnceAsync(
            $"logged {group}",
            async () =>
            {
                try
                {
                    var found = await Aws.Operation<FilterLogEvents>().CallAsync(new(group, Limit: 1)).ConfigureAwait(false);
                    return found.Events.Count > 0 || found.NextToken is not null;
                }
                catch (AwsError error) when (error.IsNotFound)
                {
                    return false;
                }
            }
        );

    /// <summary>The executions of a workflow with their histories, the newest first.</summary>
    public async IAsyncEnumerable<History> HistoriesAsync(string workflow)
    {
        if (await WorkflowAsync(workflow).ConfigureAwait(false) is not { } machine)
            yield break;
        if (machine.Type == "EXPRESS")
        {
            foreach (var history in await ExpressAsync(machine.Name).ConfigureAwait(false))
                yield return history;
            yield break;
        }
        foreach (var page in (await ExecutionsAsync(workflow).ConfigureAwait(false)).Chunk(PageOfHistories))
        {
            var histories = await Task.WhenAll(page.Select(item => HistoryAsync(item.ExecutionArn))).ConfigureAwait(false);
            foreach (var history in histories.OfType<History>())
                yield return history;
        }
    }

    public Task<IReadOnlyList<ListExecutions.Item>> ExecutionsAsync(string workflow) =>
        account.OnceAsync<IReadOnlyList<ListExecutions.Item>>(
            $"executions {Name(workflow)}",
            async () =>
            {
                if (await WorkflowAsync(workflow).ConfigureAwait(false) is not { Type: not "EXPRESS" } machine)
                    return [];
                var found = await Aws.Operation<ListExecutions>()
                    .CallAsync(new(machine.StateMachineArn, MaxResults: MostExecutions))
                    .ConfigureAwait(false);
                return found.Executions;
            }
        );

    /// <summary>Null for an execution that has been accepted, and has done nothing yet.</summary>
    public Task<History?> HistoryAsync(string execution) =>
        account.OnceAsync<History?>(
            $"history {execution}",
            async () =>
            {
                if (account.Finished.Find(execution) is { } kept)
                    return kept;
                var events = new List<HistoryEvent>();
                string? next = null;
                do
                {
                    var page = await Aws.Operation<GetExecutionHistory>()
                        .CallAsync(new(execution, MaxResults: 1000, NextToken: next))
                        .ConfigureAwait(false);
                    events.AddRange(page.Events.Select(HistoryEvent.OfHistory));
                    next = page.NextToken;
                } while (next is not null);
                if (events.Count == 0)
                    return null;
                var history = new History(execution, events);
                account.Finished.Keep(history);
                return history;
            }
        );

    /// <summary>An Express workflow has no list of executions: its log group has the events.</summary>
    Task<IReadOnlyList<History>> ExpressAsync(string workflow) =>
        account.OnceAsync<IReadOnlyList<History>>(
            $"express {workflow}",
            async () =>
            {
                var lines = new List<JsonObject>();
                string? next = null;
                try
                {
                    do
                    {
                        var page = await Aws.Operation<FilterLogEvents>()
                            .CallAsync(new(LogOfWorkflow(workflow), NextToken: next))
                            .ConfigureAwait(false);
                        lines.AddRange(page.Events.Select(line => JsonSerializer.Deserialize<JsonObject>(line.Message)!));
                        next = page.NextToken;
                    } while (next is not null);
                }
                catch (AwsError error) when (error.IsNotFound)
                {
                    return [];
                }
                return
                [
                    .. lines
                        .Where(line => line["execution_arn"] is not null)
                        .GroupBy(line => (string)line["execution_arn"]!)
                        .Select(group => new History(group.Key, [.. group.Select(HistoryEvent.OfLog).OrderBy(@event => @event.Id)]))
                        .Where(history => history.Input is not null)
                        .OrderByDescending(history => history.Started),
                ];
            }
        );
}

/// <summary>A function with code that is not the code of the class.</summary>
sealed record OwnCode(string Function, DateTimeOffset Since);
