using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Executions;

/// <summary>The workflows and functions of one student, by their names in the labs.</summary>
sealed class StudentView : IDisposable
{
    const string Workflow = "aws:sfn/stateMachine:StateMachine";
    const string Function = "aws:lambda/function:Function";

    readonly StackState state;

    StudentView(StackState state, AwsClient aws, string student) => (this.state, Aws, Student) = (state, aws, student);

    public AwsClient Aws { get; }

    public string Student { get; }

    public static StudentView Open(CommandContext context, string stack, string? student)
    {
        var state = context.Look(stack);
        try
        {
            var students = state
                .Resources.Select(resource => resource.Student)
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList();
            if (students.Count == 0)
                throw new CommandException("No student is up. `./classroom up` brings the class up.");
            if (student is null && students.Count > 1)
                throw new CommandException($"There are several students. Choose one with --student: {string.Join(", ", students)}.");
            if (student is not null && !students.Contains(student))
                throw new CommandException($"There is no student '{student}'. There are {string.Join(", ", students)}.");
            return new(state, RunningCloud.Required(context.Paths).Client(context.Clock), student ?? students[0]);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    public IEnumerable<ResourceState> Workflows => Of(Workflow);

    public IEnumerable<ResourceState> Functions => Of(Function);

    /// <summary>Finds a workflow by its name, with or without the username as prefix.</summary>
    public ResourceState FindWorkflow(string name) => Find(Workflows, name, "workflow");

    /// <summary>The log group of a function or a workflow.</summary>
    public string FindLog(string name)
    {
        var found = Find(Functions.Concat(Workflows), name, "function or workflow");
        return LogOf(found);
    }

    public static string LogOf(ResourceState resource) =>
        $"{(resource.Type == Function ? "/aws/lambda/" : "/aws/vendedlogs/states/")}{resource.Name}";

    public string Short(ResourceState resource) => resource.Name[(Student.Length + 1)..];

    /// <summary>The executions of a workflow, the newest first.</summary>
    public async Task<List<JsonObject>> ExecutionsAsync(ResourceState workflow, string? status = null, int most = 100)
    {
        var found = await Aws.Operation<ListExecutions>()
            .CallForJsonAsync(new(workflow.Id, StatusFilter: status, MaxResults: most))
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

    public void Dispose()
    {
        Aws.Dispose();
        state.Dispose();
    }

    IEnumerable<ResourceState> Of(string type) =>
        state.Resources.Where(resource => resource.Type == type && resource.Student == Student && !resource.IsPending);

    ResourceState Find(IEnumerable<ResourceState> resources, string name, string kind) =>
        resources.FirstOrDefault(resource => resource.Name == name || Short(resource) == name)
        ?? throw new CommandException($"{Student} has no {kind} '{name}'. There are {string.Join(", ", resources.Select(Short))}.");
}
