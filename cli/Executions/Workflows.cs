using Classroom.Cli.Calls;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Executions;

/// <summary>Lists workflows, also those that students have made themselves.</summary>
static class Workflows
{
    /// <param name="student">Null for the workflows of everybody.</param>
    public static async Task<IReadOnlyList<WorkflowInfo>> OfAsync(AwsClient aws, string? student = null)
    {
        var found = new List<WorkflowInfo>();
        string? next = null;
        do
        {
            var page = await aws.Operation<ListStateMachines>().CallAsync(new(MaxResults: 1000, NextToken: next)).ConfigureAwait(false);
            found.AddRange(
                page.StateMachines.Select(machine => new WorkflowInfo(machine.Name, machine.StateMachineArn, machine.Type == "EXPRESS"))
            );
            next = page.NextToken;
        } while (next is not null);
        return student is null ? found : found.FindAll(workflow => workflow.Name.StartsWith($"{student}-", StringComparison.Ordinal));
    }
}
