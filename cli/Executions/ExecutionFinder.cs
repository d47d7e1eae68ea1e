using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Runtime;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Executions;

/// <summary>An execution that was found, with its workflow and all executions of that.</summary>
sealed record FoundExecution(StudentView View, WorkflowInfo Workflow, JsonObject Execution, List<JsonObject> All);

/// <summary>Finds an execution by its workflow, or by the beginning of its own name among all workflows of the class.</summary>
sealed class ExecutionFinder(ClassView whole)
{
    public async Task<FoundExecution> FindAsync(string name, string? student, string? execution)
    {
        // The name of a workflow may begin with the username.
        var whose = student ?? whole.Students.FirstOrDefault(known => name.StartsWith($"{known}-", StringComparison.Ordinal));
        var view = whose is not null || whole.Students.Count == 1 ? StudentView.Of(whole, whose) : null;
        var workflows = await Workflows.OfAsync(whole.Aws, view?.Student).ConfigureAwait(false);
        if (view is not null && workflows.FirstOrDefault(one => one.Name == name || view.Short(one.Name) == name) is { } workflow)
            return await OfWorkflowAsync(view, workflow, execution).ConfigureAwait(false);
        if (await ByNameAsync(name, workflows).ConfigureAwait(false) is { } found)
            return found;
        if (view is not null)
            throw await view.UnknownAsync(name).ConfigureAwait(false);
        // Without a student, a workflow's name alone says too little.
        throw workflows.Any(one => one.Name.EndsWith($"-{name}", StringComparison.Ordinal))
            ? new CommandException($"Whose '{name}'? Choose a student with --student: {Usernames.Some(whole.Students)}.")
            : new CommandException(
                $"There is no execution whose name begins with '{name}'. `./classroom history <workflow> --student <name> "
                    + "--list` lists them."
            );
    }

    static async Task<FoundExecution> OfWorkflowAsync(StudentView view, WorkflowInfo workflow, string? execution)
    {
        var own = view.Short(workflow.Name);
        if (workflow.IsExpress)
            throw new CommandException(
                $"{workflow.Name} is an Express workflow, which has no history. Its log shows the events: `./classroom logs {own} "
                    + $"--student {view.Student}`."
            );
        var all = await view.ExecutionsAsync(workflow).ConfigureAwait(false);
        if (all.Count == 0)
            throw new CommandException($"{workflow.Name} has not run yet. `./classroom run {own} --student {view.Student}` starts it.");
        if (execution is null)
            return new(view, workflow, all[0], all);
        return all.Find(known => ((string)known["name"]!).StartsWith(execution, StringComparison.Ordinal)) is { } chosen
            ? new(view, workflow, chosen, all)
            : throw new CommandException(
                $"{workflow.Name} has no execution '{execution}'. There are "
                    + $"{string.Join(", ", all.Take(5).Select(known => known["name"]))}."
            );
    }

    async Task<FoundExecution?> ByNameAsync(string name, IReadOnlyList<WorkflowInfo> workflows)
    {
        var byArn = name.StartsWith("arn:", StringComparison.Ordinal);
        foreach (var workflow in workflows.Where(workflow => !workflow.IsExpress))
        {
            // "arn:aws:states:region:account:execution:workflow:name"
            if (byArn && name.Split(':') is [_, _, _, _, _, _, var machine, ..] && machine != workflow.Name)
                continue;
            var page = await whole
                .Aws.Operation<ListExecutions>()
                .CallForJsonAsync(new(workflow.Arn, MaxResults: 1000))
                .ConfigureAwait(false);
            var all = ((JsonArray)page["executions"]!).OfType<JsonObject>().ToList();
            var found = all.Find(execution =>
                ((string)execution[byArn ? "executionArn" : "name"]!).StartsWith(name, StringComparison.Ordinal)
            );
            if (found is not null)
                return new(StudentView.Of(whole, OwnerOf(workflow)), workflow, found, all);
        }
        return null;
    }

    string OwnerOf(WorkflowInfo workflow) =>
        whole.Students.FirstOrDefault(student => workflow.Name.StartsWith($"{student}-", StringComparison.Ordinal)) ?? whole.Students[0];
}
