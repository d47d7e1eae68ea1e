using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("DELETE", "/2017-10-31/functions/{FunctionName}/concurrency", Status = 204)]
sealed class DeleteFunctionConcurrency(FunctionStore functions) : IOperation<DeleteFunctionConcurrency.Input, Nothing>
{
    public sealed record Input(string FunctionName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Nothing Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        functions.Functions.Put(function.Name, function with { ReservedConcurrency = null });
        return Nothing.Value;
    }
}
