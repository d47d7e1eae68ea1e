using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2021-07-20/functions/{FunctionName}/runtime-management-config")]
sealed class GetRuntimeManagementConfig(FunctionStore functions)
    : IOperation<GetRuntimeManagementConfig.Input, GetRuntimeManagementConfig.Output>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public sealed record Output(string UpdateRuntimeOn, string FunctionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call) => new("Auto", functions.ArnOf(functions.Function(input.FunctionName).Name));
}
