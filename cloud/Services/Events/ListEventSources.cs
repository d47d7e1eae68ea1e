using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

/// <summary>Partners send no events to this cloud: there are no sources.</summary>
sealed class ListEventSources : IOperation<ListEventSources.Input, ListEventSources.Output>
{
    public sealed record Input(string? NamePrefix = null, string? NextToken = null, int? Limit = null);

    public sealed record Source(string Name);

    public sealed record Output(IReadOnlyList<Source> EventSources);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call) => new([]);
}
