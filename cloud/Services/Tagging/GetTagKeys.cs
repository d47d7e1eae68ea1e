using Classroom.Cloud.Api;

namespace Classroom.Cloud.Tagging;

sealed class GetTagKeys(Lazy<IEnumerable<ITagSource>> sources) : IOperation<GetTagKeys.Input, GetTagKeys.Output>
{
    public sealed record Input(string? PaginationToken = null);

    public sealed record Output(string PaginationToken, IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var keys = sources
            .Value.SelectMany(source => source.Tagged)
            .SelectMany(resource => resource.Tags)
            .Select(tag => tag.Key)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var (page, next) = Paging.Cut(keys, input.PaginationToken, null, 1000, "PaginationTokenExpiredException");
        return new(next ?? "", page);
    }
}
