using Classroom.Cloud.Api;

namespace Classroom.Cloud.Tagging;

sealed class GetResources(Lazy<IEnumerable<ITagSource>> sources) : IOperation<GetResources.Input, GetResources.Output>
{
    public sealed record Input(
        string? PaginationToken = null,
        IReadOnlyList<Filter>? TagFilters = null,
        int? ResourcesPerPage = null,
        int? TagsPerPage = null,
        IReadOnlyList<string>? ResourceTypeFilters = null,
        IReadOnlyList<string>? ResourceARNList = null
    );

    public sealed record Output(string PaginationToken, IReadOnlyList<Mapping> ResourceTagMappingList);

    public sealed record Filter(string Key, IReadOnlyList<string>? Values = null);

    public sealed record Mapping(string ResourceARN, IReadOnlyList<Tag> Tags);

    /// <summary>Whether an ARN is of a type: lambda, or lambda:function.</summary>
    static bool IsOf(string arn, string type)
    {
        var parts = arn.Split(':', 6);
        return type.Split(':', 2) is [var service, .. var kind]
            && parts[2] == service
            && (kind.Length == 0 || parts[5].Split('/', ':')[0] == kind[0] || parts[5].Split('/', ':').Length == 1);
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var found = sources
            .Value.SelectMany(source => source.Tagged)
            .Where(resource => resource.Tags.Any())
            .Where(resource =>
                input.ResourceARNList?.Contains(resource.Arn) != false
                && (input.ResourceTypeFilters is not { Count: > 0 } types || types.Any(type => IsOf(resource.Arn, type)))
            )
            .Where(resource =>
                (input.TagFilters ?? []).All(filter =>
                    resource.Tags.Any(tag =>
                        tag.Key == filter.Key && (filter.Values is not { Count: > 0 } || filter.Values.Contains(tag.Value))
                    )
                )
            )
            .OrderBy(resource => resource.Arn, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(found, input.PaginationToken, input.ResourcesPerPage, 50, "PaginationTokenExpiredException");
        return new(
            next ?? "",
            [.. page.Select(resource => new Mapping(resource.Arn, [.. resource.Tags.Select(tag => new Tag(tag.Key, tag.Value))]))]
        );
    }
}
