using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class PutQueryDefinition(LogStore logs) : IOperation<PutQueryDefinition.Input, PutQueryDefinition.Output>
{
    public sealed record Input(
        string Name,
        string QueryString,
        string? QueryDefinitionId = null,
        IReadOnlyList<string>? LogGroupNames = null,
        string? QueryLanguage = null
    );

    public sealed record Output(string QueryDefinitionId);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        if (input.QueryDefinitionId is { } known && !logs.Queries.Has(known))
            throw LogStore.NotFound("The specified query definition does not exist.");
        var id = input.QueryDefinitionId ?? call.RequestId;
        logs.Queries.Put(id, new(id, input.Name, input.QueryString, [.. input.LogGroupNames ?? []], call.Now));
        return new(id);
    }
}
