using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("PUT", "/2017-10-31/functions/{FunctionName}/concurrency")]
sealed class PutFunctionConcurrency(FunctionStore functions) : IOperation<PutFunctionConcurrency.Input, PutFunctionConcurrency.Output>
{
    public sealed record Input(string FunctionName, int ReservedConcurrentExecutions);

    public sealed record Output(int ReservedConcurrentExecutions);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        FunctionChanges.Limit("reservedConcurrentExecutions", input.ReservedConcurrentExecutions, 0, int.MaxValue);
        functions.Functions.Put(function.Name, function with { ReservedConcurrency = input.ReservedConcurrentExecutions });
        return new(input.ReservedConcurrentExecutions);
    }
}
