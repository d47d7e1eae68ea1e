using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("DELETE", "/2015-03-31/functions/{FunctionName}/policy/{StatementId}", Status = 204)]
sealed class RemovePermission(FunctionStore functions) : IOperation<RemovePermission.Input, Nothing>
{
    public sealed record Input(
        string FunctionName,
        string StatementId,
        [InQuery] string? Qualifier = null,
        [InQuery] string? RevisionId = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Nothing Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        var qualifier = input.Qualifier ?? FunctionStore.Split(input.FunctionName).Qualifier;
        var rest = function.Policy.RemoveAll(statement => statement.Sid == input.StatementId && statement.Qualifier == qualifier);
        if (rest.Count == function.Policy.Count)
            throw FunctionStore.NotFound($"Statement {input.StatementId} is not found in resource policy.");
        functions.Functions.Put(function.Name, function with { Policy = rest });
        return Nothing.Value;
    }
}
