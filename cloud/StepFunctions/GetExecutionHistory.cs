using Classroom.Cloud.Gateway;
using Classroom.Storage;
using System.Text.Json;

namespace Classroom.Cloud.StepFunctions;

sealed class GetExecutionHistory(MachineStore store) : IOperation<GetExecutionHistory.Input, GetExecutionHistory.Output>
{
    public sealed record Input(string ExecutionArn, int? MaxResults = null, bool ReverseOrder = false, string? NextToken = null, bool IncludeExecutionData = true);

    public sealed record Output(IReadOnlyList<JsonElement> Events, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ExecutionArn))];

    public Output Run(Input input, Call call)
    {
        var events = store.Events.Read(input.ExecutionArn);
        if (events.Count == 0) store.Execution(input.ExecutionArn);
        var (page, next) = Paging.Cut(input.ReverseOrder ? events.Reverse() : events, input.NextToken, input.MaxResults is > 0 ? input.MaxResults : null, 100, "InvalidToken");
        return new([.. page.Select(@event => Parse(@event.Text, input.IncludeExecutionData))], next);
    }

    static readonly string[] Data = ["input", "inputDetails", "output", "outputDetails", "parameters"];

    static JsonElement Parse(string text, bool includeData)
    {
        using var document = JsonDocument.Parse(text);
        if (includeData) return document.RootElement.Clone();
        var node = System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();
        foreach (var details in node.Select(member => member.Value).OfType<System.Text.Json.Nodes.JsonObject>().ToList())
        {
            foreach (var name in Data) details.Remove(name);
        }
        return JsonSerializer.SerializeToElement(node);
    }
}
