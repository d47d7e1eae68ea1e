using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("DELETE", "/2015-03-31/functions/{FunctionName}/aliases/{Name}", Status = 204)]
sealed class DeleteAlias(FunctionStore functions) : IOperation<DeleteAlias.Input, Nothing>
{
    public sealed record Input(string FunctionName, string Name);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Nothing Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        functions.Functions.Put(function.Name, function with { Aliases = function.Aliases.RemoveAll(alias => alias.Name == input.Name) });
        return Nothing.Value;
    }
}
