using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2024-08-31/functions/{FunctionName}/recursion-config")]
sealed class GetFunctionRecursionConfig(FunctionStore functions)
    : IOperation<GetFunctionRecursionConfig.Input, GetFunctionRecursionConfig.Output>
{
    public sealed record Input(string FunctionName);

    public sealed record Output(string RecursiveLoop);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call) => new(functions.Function(input.FunctionName).RecursiveLoop);
}
