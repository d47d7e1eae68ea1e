using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2015-03-31/functions/{FunctionName}/versions")]
sealed class ListVersionsByFunction(FunctionStore functions, CloudSettings settings)
    : IOperation<ListVersionsByFunction.Input, ListVersionsByFunction.Output>
{
    public sealed record Input(string FunctionName, [InQuery] string? Marker = null, [InQuery] int? MaxItems = null);

    public sealed record Output(IReadOnlyList<FunctionView> Versions, string? NextMarker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        var (page, next) = Paging.Cut(
            function.Versions.Prepend(function.Latest),
            input.Marker,
            input.MaxItems,
            50,
            "InvalidParameterValueException"
        );
        return new([.. page.Select(version => FunctionView.Listed(version, settings, call, qualified: true))], next);
    }
}
