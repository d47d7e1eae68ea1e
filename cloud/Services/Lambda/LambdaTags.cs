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
        const string kind = ":event-source-mapping:";
        var at = arn.IndexOf(kind, StringComparison.Ordinal);
        if (at < 0)
            return null;
        return functions.Mappings.Find(arn[(at + kind.Length)..])
            ?? throw FunctionStore.NotFound("The resource you requested does not exist.");
    }
}
