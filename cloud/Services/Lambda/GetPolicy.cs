using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2015-03-31/functions/{FunctionName}/policy")]
sealed class GetPolicy(FunctionStore functions) : IOperation<GetPolicy.Input, GetPolicy.Output>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public sealed record Output(string Policy, string RevisionId);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier);
        var function = functions.Function(input.FunctionName);
        var statements = function.Policy.Where(statement => statement.Qualifier == qualifier).Select(statement => statement.Json).ToList();
        return statements.Count > 0
            ? new(FunctionStore.PolicyText(statements), functions.PolicyRevision(function, qualifier, call))
            : throw FunctionStore.NotFound("The resource you requested does not exist.");
    }
}
