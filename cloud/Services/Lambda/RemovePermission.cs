using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

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

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)).With("lambda:Principal", PrincipalOf(input))];

    /// <summary>The principal that the statement names; null if there is no such statement.</summary>
    string? PrincipalOf(Input input) =>
        functions.Find(input.FunctionName)?.Policy.Find(statement => statement.Sid == input.StatementId) is { } found
            ? Policies.Parse(FunctionStore.PolicyText([found.Json])).Statements[0].Principal?.Values[0].Value
            : null;

    public Nothing Run(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier);
        var function = functions.Function(input.FunctionName);
        Revisions.CheckPolicy(input.RevisionId, functions.PolicyRevision(function, qualifier, call));
        var rest = function.Policy.RemoveAll(statement => statement.Sid == input.StatementId && statement.Qualifier == qualifier);
        if (rest.Count == function.Policy.Count)
            throw FunctionStore.NotFound($"Statement {input.StatementId} is not found in resource policy.");
        functions.Functions.Put(function.Name, function.Touch(qualifier, call) with { Policy = rest });
        return Nothing.Value;
    }
}
