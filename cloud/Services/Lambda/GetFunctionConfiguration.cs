using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2015-03-31/functions/{FunctionName}/configuration")]
sealed class GetFunctionConfiguration(FunctionStore functions, CloudSettings settings)
    : IOperation<GetFunctionConfiguration.Input, FunctionView>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public FunctionView Run(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier);
        var function = functions.Function(input.FunctionName, qualifier);
        var view = FunctionView.Of(functions.Version(function, qualifier), settings, call);
        return view with { FunctionArn = functions.ArnOf(function.Name, qualifier) };
    }
}
