using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2015-03-31/functions")]
sealed class ListFunctions(FunctionStore functions, CloudSettings settings) : IOperation<ListFunctions.Input, ListFunctions.Output>
{
    public sealed record Input([InQuery] string? Marker = null, [InQuery] int? MaxItems = null, [InQuery] string? FunctionVersion = null);

    public sealed record Output(IReadOnlyList<FunctionView> Functions, string? NextMarker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var all = functions.Functions.All.SelectMany(function =>
            input.FunctionVersion == "ALL" ? function.Versions.Prepend(function.Latest) : [function.Latest]
        );
        var (page, next) = Paging.Cut(all, input.Marker, input.MaxItems, 50, "InvalidParameterValueException");
        return new([.. page.Select(version => FunctionView.Listed(version, settings, call, input.FunctionVersion == "ALL"))], next);
    }
}
