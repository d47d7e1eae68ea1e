using Classroom.Cloud.Api;

namespace Classroom.Cloud.Tagging;

sealed class GetTagValues(Lazy<IEnumerable<ITagSource>> sources) : IOperation<GetTagValues.Input, GetTagValues.Output>
{
    public sealed record Input(string Key, string? PaginationToken = null);

    public sealed record Output(string PaginationToken, IReadOnlyList<string> TagValues);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var values = sources
            .Value.SelectMany(source => source.Tagged)
            .SelectMany(resource => resource.Tags)
            .Where(tag => tag.Key == input.Key)
            .Select(tag => tag.Value)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var (page, next) = Paging.Cut(values, input.PaginationToken, null, 1000, "PaginationTokenExpiredException");
        return new(next ?? "", page);
    }
}
