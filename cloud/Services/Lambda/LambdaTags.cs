using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

/// <summary>The tags of functions and event source mappings.</summary>
static class LambdaTags
{
    const int MostTags = 50;

    public static ImmutableSortedDictionary<string, string> Of(FunctionStore functions, string arn) =>
        Mapping(functions, arn) is { } mapping ? mapping.Tags : functions.Function(arn).Tags;

    public static void Change(
        FunctionStore functions,
        string arn,
        Call call,
        Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change
    )
    {
        if (Mapping(functions, arn) is { } mapping)
        {
            functions.Mappings.Put(mapping.Id, mapping with { Tags = Limited(change(mapping.Tags)) });
            return;
        }
        if (FunctionStore.Split(arn).Qualifier is not null)
            throw FunctionStore.Invalid("Tags on function aliases and versions are not supported. Please specify a function ARN.");
        var function = functions.Function(arn);
        functions.Functions.Put(function.Name, function.Touch(null, call) with { Tags = Limited(change(function.Tags)) });
    }

    public static ImmutableSortedDictionary<string, string> Limited(ImmutableSortedDictionary<string, string> tags) =>
        tags.Count <= MostTags ? tags : throw FunctionStore.Invalid("Number of tags exceeds resource tag limit.");

    static EventSourceMapping? Mapping(FunctionStore functions, string arn)
    {
        // IAM has allowed this ARN to the caller: a mapping's ARN within that of a function leads nowhere.
        if (arn.Split(':') is not [_, _, _, _, _, "event-source-mapping", var id])
            return null;
        return functions.Mappings.Find(id) ?? throw FunctionStore.NotFound("The resource you requested does not exist.");
    }
}
