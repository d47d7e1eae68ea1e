using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cloud.Logs;
using Classroom.Cloud.StepFunctions;
using Classroom.Settings;

namespace Classroom.Cli.Executions;

/// <summary>A workflow as the cloud lists it.</summary>
sealed record WorkflowInfo(string Name, string Arn, bool IsExpress);

/// <summary>
/// What one student has in the cloud, of the labs and of the student's own: everything whose name begins with the username.
/// </summary>
sealed class StudentView : IDisposable
{
    const string FunctionLogs = "/aws/lambda/";
    const string WorkflowLogs = "/aws/vendedlogs/states/";

    readonly ClassView whole;

    StudentView(ClassView whole, string student) => (this.whole, Student) = (whole, student);

    /// <summary>A student of a class that is open already, and that its opener closes.</summary>
    public static StudentView Of(ClassView whole, string? student) => new(whole, whole.Choose(student));

    public AwsClient Aws => whole.Aws;

    public string Student { get; }

    public bool IsOnAws => whole.IsOnAws;

    public static async Task<StudentView> OpenAsync(
        CommandContext context,
        string stack,
        string? student,
        bool isOnAws,
        CancellationToken cancelled
    )
    {
        var whole = await ClassView.OpenAsync(context, stack, isOnAws, cancelled).ConfigureAwait(false);
        try
        {
            return new(whole, whole.Choose(student));
        }
        catch
        {
            whole.Dispose();
            throw;
        }
    }

    public Task<IReadOnlyList<WorkflowInfo>> WorkflowsAsync() => Workflows.OfAsync(Aws, Student);

    /// <summary>Finds a workflow by its name, with or without the username as prefix.</summary>
    public async Task<WorkflowInfo> FindWorkflowAsync(string name)
    {
        var all = await WorkflowsAsync().ConfigureAwait(false);
        return all.FirstOrDefault(workflow => workflow.Name == name || Short(workflow.Name) == name)
            ?? throw await UnknownAsync(name).ConfigureAwait(false);
    }

    /// <summary>The log groups of the student's functions and workflows.</summary>
    public async Task<IReadOnlyList<string>> LogsAsync()
    {
        var groups = new List<string>();
        foreach (var prefix in (string[])[FunctionLogs, WorkflowLogs])
        {
            string? next = null;
            do
            {
                var page = await Aws.Operation<DescribeLogGroups>()
                    .CallAsync(new(LogGroupNamePrefix: $"{prefix}{Student}-", NextToken: next))
                    .ConfigureAwait(false);
                groups.AddRange(page.LogGroups.Select(group => group.LogGroupName));
                next = page.NextToken;
            } while (next is not null);
        }
        return groups;
    }

    /// <summary>The log group of a function or a workflow.</summary>
    public async Task<string> FindLogAsync(string name)
    {
        var all = await LogsAsync().ConfigureAwait(false);
        var names = all.Select(group => Short(group.Split('/')[^1])).ToList();
        var index = names.FindIndex(known => known == name || $"{Student}-{known}" == name);
        return index >= 0 ? all[index] : throw Unknown("function or workflow with a log", name, names);
    }

    /// <summary>A name without the username.</summary>
    public string Short(string name) => name.StartsWith($"{Student}-", StringComparison.Ordinal) ? name[(Student.Length + 1)..] : name;

    /// <summary>The executions of a workflow, the newest first.</summary>
    public async Task<List<JsonObject>> ExecutionsAsync(WorkflowInfo workflow, string? status = null, int most = 100)
    {
        var found = await Aws.Operation<ListExecutions>()
            .CallForJsonAsync(new(workflow.Arn, StatusFilter: status, MaxResults: most))
            .ConfigureAwait(false);
        return [.. ((JsonArray)found["executions"]!).OfType<JsonObject>()];
    }

    public async Task<List<JsonObject>> EventsAsync(string execution)
    {
        var events = new List<JsonObject>();
        string? next = null;
        do
        {
            var page = await Aws.Operation<GetExecutionHistory>()
                .CallForJsonAsync(new(execution, MaxResults: 1000, NextToken: next))
                .ConfigureAwait(false);
            events.AddRange(((JsonArray)page["events"]!).OfType<JsonObject>());
            next = (string?)page["nextToken"];
        } while (next is not null);
        return events;
    }

    public void Dispose() => whole.Dispose();

    public async Task<CommandException> UnknownAsync(string workflow) =>
        Unknown("workflow", workflow, [.. (await WorkflowsAsync().ConfigureAwait(false)).Select(known => Short(known.Name))]);

    CommandException Unknown(string kind, string name, List<string> known) =>
        new(
            known.Count == 0
                ? $"{Student} has no {kind} at all. `./classroom up` makes those of the labs."
                : $"{Student} has no {kind} '{name}'.{Suggestion.For(name, known)} There are {string.Join(", ", known)}."
        );
}
