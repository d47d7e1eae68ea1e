using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DeleteQueryDefinition(LogStore logs) : IOperation<DeleteQueryDefinition.Input, DeleteQueryDefinition.Output>
{
    public sealed record Input(string QueryDefinitionId);

    public sealed record Output(bool Success);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call) =>
        logs.Queries.Remove(input.QueryDefinitionId)
            ? new(true)
            : throw LogStore.NotFound("The specified query definition does not exist.");
}
