using System.Collections.Immutable;

namespace Classroom.Cloud.Lambda;

/// <summary>The tags of functions and event source mappings.</summary>
static class LambdaTags
{
    public static ImmutableSortedDictionary<string, string> Of(FunctionStore functions, string arn) =>
        Mapping(functions, arn) is { } mapping ? mapping.Tags : functions.Function(arn).Tags;

    public static void Change(
        FunctionStore functions,
        string arn,
        Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change
    )
    {
        if (Mapping(functions, arn) is { } mapping)
        {
            functions.Mappings.Put(mapping.Id, mapping with { Tags = change(mapping.Tags) });
            return;
        }
        var function = functions.Function(arn);
        functions.Functions.Put(function.Name, function with { Tags = change(function.Tags) });
    }

    static EventSourceMapping? Mapping(FunctionStore functions, string arn)
    {
        // IAM has allowed this ARN to the caller: a mapping's ARN within that of a function leads nowhere.
        if (arn.Split(':') is not [_, _, _, _, _, "event-source-mapping", var id])
            return null;
        return functions.Mappings.Find(id) ?? throw FunctionStore.NotFound("The resource you requested does not exist.");
    }
}
