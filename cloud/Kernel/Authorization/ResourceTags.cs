using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Authorization;

/// <summary>The tags of resources, for policies with conditions on them. Tags are looked up only for such policies.</summary>
sealed class ResourceTags(Lazy<IEnumerable<ITagSource>> sources)
{
    const string Key = "aws:ResourceTag/";

    public static bool AreAskedBy(Caller caller, PolicyDocument? resourcePolicy) =>
        caller
            .Identity.Concat(caller.Session)
            .Append(caller.Boundary)
            .Append(resourcePolicy)
            .OfType<PolicyDocument>()
            .Any(policy =>
                policy.Statements.Any(statement =>
                    statement.Conditions.Any(condition => condition.Key.StartsWith(Key, StringComparison.OrdinalIgnoreCase))
                )
            );

    /// <summary>
    /// The tags of a resource as condition keys. A version, an alias or a log stream has the tags of the resource that it belongs to.
    /// </summary>
    public IEnumerable<(string Key, string Value)> Of(string resource) =>
        sources
            .Value.SelectMany(source => source.Tagged)
            .Where(known =>
                resource == known.Arn
                || (
                    resource.Length > known.Arn.Length
                    && (resource[known.Arn.Length] is ':' or '/')
                    && resource.StartsWith(known.Arn, StringComparison.Ordinal)
                )
            )
            .SelectMany(known => known.Tags)
            .Select(tag => ($"{Key}{tag.Key}", tag.Value));
}
