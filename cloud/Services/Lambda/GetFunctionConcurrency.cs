using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2019-09-30/functions/{FunctionName}/concurrency")]
sealed class GetFunctionConcurrency(FunctionStore functions) : IOperation<GetFunctionConcurrency.Input, GetFunctionConcurrency.Output>
{
    public sealed record Input(string FunctionName);

    public sealed record Output(int? ReservedConcurrentExecutions);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call) => new(functions.Function(input.FunctionName).ReservedConcurrency);
}
