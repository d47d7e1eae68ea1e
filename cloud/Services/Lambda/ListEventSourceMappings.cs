using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2015-03-31/event-source-mappings")]
sealed class ListEventSourceMappings(FunctionStore functions, CloudSettings settings)
    : IOperation<ListEventSourceMappings.Input, ListEventSourceMappings.Output>
{
    public sealed record Input(
        [InQuery] string? EventSourceArn = null,
        [InQuery] string? FunctionName = null,
        [InQuery] string? Marker = null,
        [InQuery] int? MaxItems = null
    );

    public sealed record Output(IReadOnlyList<MappingView> EventSourceMappings, string? NextMarker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var name = input.FunctionName is { } given ? FunctionStore.Split(given).Name : null;
        var all = functions.Mappings.All.Where(mapping =>
            (input.EventSourceArn is null || mapping.EventSourceArn == input.EventSourceArn)
            && (name is null || FunctionStore.Split(mapping.FunctionArn).Name == name)
        );
        var (page, next) = Paging.Cut(all, input.Marker, input.MaxItems, 100, "InvalidParameterValueException");
        return new([.. page.Select(mapping => MappingView.Of(mapping, null, settings))], next);
    }
}
