using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class ListArchives : IOperation<ListArchives.Input, ListArchives.Output>
{
    public sealed record Input(string? NamePrefix = null);

    public sealed record Output(IReadOnlyList<string> Archives);

    public Output Run(Input input, Call call) => new([]);
}
