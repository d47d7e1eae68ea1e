using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>{"anything-but": …}: the field is present, and none of its values is excluded.</summary>
sealed class AnythingButTest(ExactValues excluded, List<FieldTest> tests) : FieldTest
{
    public static AnythingButTest Read(JsonNode? argument, string path, Nesting nesting)
    {
        var excluded = new ExactValues();
        if (argument is JsonObject { Count: 1 } filter)
            return new(excluded, [.. ReadTests(filter, path, nesting)]);
        if (argument is JsonArray { Count: 0 })
            throw new LanguageException($"anything-but must not be an empty array at \"{path}\"");
        foreach (var value in argument is JsonArray many ? [.. many] : (JsonNode?[])[argument])
            excluded.Add(value, path);
        return new(excluded, []);
    }

    public override bool Accepts(JsonNode? node, bool isThere) =>
        isThere && (node is JsonArray items ? items.All(AcceptsOne) : AcceptsOne(node));

    bool AcceptsOne(JsonNode? value) => !excluded.Contains(value) && !tests.Exists(test => test.Accepts(value, true));

    /// <summary>Parses a match type with one argument or a list of arguments.</summary>
    static IEnumerable<FieldTest> ReadTests(JsonObject filter, string path, Nesting nesting)
    {
        var (kind, argument) = filter.Single();
        if (kind is not ("prefix" or "suffix" or "equals-ignore-case" or "wildcard"))
            throw new LanguageException($"Unsupported anything-but pattern: {kind}");
        return (argument is JsonArray many ? [.. many] : (JsonNode?[])[argument]).Select(one =>
            FieldTest.Read(new JsonObject { [kind] = one?.DeepClone() }, path, nesting)
        );
    }
}
