using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

/// <summary>Always empty: code signing is not supported.</summary>
[Route("GET", "/2020-06-30/functions/{FunctionName}/code-signing-config")]
sealed class GetFunctionCodeSigningConfig(FunctionStore functions)
    : IOperation<GetFunctionCodeSigningConfig.Input, GetFunctionCodeSigningConfig.Output>
{
    public sealed record Input(string FunctionName);

    public sealed record Output(string FunctionName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call) => new(functions.Function(input.FunctionName).Name);
}
