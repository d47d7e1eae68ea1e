using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2021-10-31/functions/{FunctionName}/url")]
sealed class GetFunctionUrlConfig(FunctionStore functions) : IOperation<GetFunctionUrlConfig.Input, Nothing>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)).With(
                "lambda:FunctionArn",
                functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)
            ),
        ];

    public Nothing Run(Input input, Call call) =>
        throw FunctionStore.NotFound(
            $"The resource you requested does not exist: {functions.Function(input.FunctionName).Name} has no URL."
        );
}
