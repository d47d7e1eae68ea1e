using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

[ReadsArchives]
sealed class GetExecutionHistory(MachineStore store) : IOperation<GetExecutionHistory.Input, GetExecutionHistory.Output>
{
    public sealed record Input(
        string ExecutionArn,
        int? MaxResults = null,
        bool ReverseOrder = false,
        string? NextToken = null,
        bool IncludeExecutionData = true
    );

    public sealed record Output(IReadOnlyList<JsonElement> Events, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        var number = (
            store.Executions.Find(MachineStore.CheckExecutionArn(input.ExecutionArn)) ?? throw MachineStore.NoExecution(input.ExecutionArn)
        ).Number;
        var last = input.ReverseOrder ? store.Executions.LastEvent(number) : 0;
        var (page, next) = Pages.Cut(
            from => store.Executions.Events(number, input.ReverseOrder ? last - from : from + 1, input.ReverseOrder),
            input.NextToken,
            input.MaxResults
        );
        return new([.. page.Select(@event => input.IncludeExecutionData ? @event : WithoutData(@event))], next);
    }

    static readonly string[] Data = ["input", "inputDetails", "output", "outputDetails", "parameters"];

    static JsonElement WithoutData(JsonElement @event)
    {
        var node = JsonObject.Create(@event)!;
        foreach (var details in node.Select(member => member.Value).OfType<JsonObject>().ToList())
        {
            foreach (var name in Data)
                details.Remove(name);
        }
        return JsonSerializer.SerializeToElement(node);
    }
}
