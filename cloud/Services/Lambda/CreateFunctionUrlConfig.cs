using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

/// <summary>Always refused: a function URL without IAM would be open to everybody who can reach the port.</summary>
[Route("POST", "/2021-10-31/functions/{FunctionName}/url", Status = 201)]
sealed class CreateFunctionUrlConfig(FunctionStore functions) : IOperation<CreateFunctionUrlConfig.Input, Nothing>
{
    public sealed record Input(string FunctionName, string AuthType);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))
                .With("lambda:FunctionUrlAuthType", input.AuthType)
                .With("lambda:FunctionArn", functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)),
        ];

    public Nothing Run(Input input, Call call) =>
        throw new AwsException(
            "InvalidParameterValueException",
            $"The embedded cloud does not support function URLs: {functions.Function(input.FunctionName).Name} can be called "
                + $"through an HTTP API of API Gateway."
        );
}
