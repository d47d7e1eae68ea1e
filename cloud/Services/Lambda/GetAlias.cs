using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2015-03-31/functions/{FunctionName}/aliases/{Name}")]
sealed class GetAlias(FunctionStore functions) : IOperation<GetAlias.Input, AliasView>
{
    public sealed record Input(string FunctionName, string Name);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public AliasView Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        return AliasView.Of(AliasView.Find(function, input.Name, functions), function, functions);
    }
}
