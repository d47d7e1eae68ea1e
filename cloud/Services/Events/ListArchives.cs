using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class ListArchives : IOperation<ListArchives.Input, ListArchives.Output>
{
    public sealed record Input(string? NamePrefix = null);

    public sealed record Output(IReadOnlyList<string> Archives);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call) => new([]);
}
