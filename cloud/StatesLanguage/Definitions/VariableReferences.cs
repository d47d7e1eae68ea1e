using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>Finds the variables that the states of a definition read, as DescribeStateMachine lists them.</summary>
public static class VariableReferences
{
    // Fields of states that are neither templates nor paths, or are read on their own.
    static readonly HashSet<string> NotRead = ["Comment", "Result", "ResultPath", "States", "Type", "Resource", "Next", "Default"];

    /// <summary>
    /// Returns the names of the variables by the name of the state, both in their order; states that read none are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(string definition)
    {
        var found = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (Json.Parse(definition) is JsonObject machine)
            Flow(machine, IsJsonata(machine, otherwise: false), found);
        return found;
    }

    static void Flow(JsonObject flow, bool isJsonata, SortedDictionary<string, IReadOnlyList<string>> found)
    {
        foreach (var (name, value) in flow["States"] as JsonObject ?? JsonObject.Empty)
        {
            if (value is not JsonObject state)
                continue;
            var names = new SortedSet<string>(StringComparer.Ordinal);
            Members(state, IsJsonata(state, isJsonata), names);
            if (names.Count > 0)
                found[name] = [.. names];
            foreach (var inner in Inner(state))
                Flow(inner, isJsonata, found);
        }
    }

    static IEnumerable<JsonObject> Inner(JsonObject state) =>
        ((Json?[])[state["Iterator"], state["ItemProcessor"], .. state["Branches"] as JsonArray ?? JsonArray.Empty]).OfType<JsonObject>();

    static bool IsJsonata(JsonObject fields, bool otherwise) =>
        fields["QueryLanguage"] is JsonString language ? language.Value == "JSONata" : otherwise;

    static void Members(JsonObject members, bool isJsonata, SortedSet<string> names)
    {
        foreach (var (name, value) in members)
        {
            // The states of branches and iterations are listed on their own.
            if (name is "Iterator" or "ItemProcessor" or "Branches" || NotRead.Contains(name))
                continue;
            Value(name, value, isJsonata, names);
        }
    }

    static void Value(string name, Json value, bool isJsonata, SortedSet<string> names)
    {
        switch (value)
        {
            case JsonObject members:
                foreach (var (inner, part) in members)
                    Value(inner, part, isJsonata, names);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Value(name, item, isJsonata, names);
                break;
            case JsonString { Value: var text } when isJsonata:
                if (JsonataTemplate.IsExpression(text))
                    names.UnionWith(OfExpression(text));
                break;
            case JsonString { Value: var text } when IsComputed(name):
                names.UnionWith(OfPath(text));
                break;
        }
    }

    /// <summary>The value is a path or an intrinsic function.</summary>
    static bool IsComputed(string name) =>
        name.EndsWith(".$", StringComparison.Ordinal) || name.EndsWith("Path", StringComparison.Ordinal) || name == "Variable";

    static IEnumerable<string> OfPath(string text)
    {
        try
        {
            return (text.StartsWith('$') ? [JsonPath.Parse(text)] : IntrinsicCall.Parse(text).Paths)
                .Select(path => path.Variable)
                .OfType<string>();
        }
        catch (Exception exception) when (exception is PathSyntaxException or IntrinsicSyntaxException)
        {
            // A definition that was accepted has no such text where a path is read.
            return [];
        }
    }

    static IEnumerable<string> OfExpression(string text)
    {
        try
        {
            return JsonataExpression.Parse(text[2..^2].Trim()).FreeVariables;
        }
        catch (JsonataException)
        {
            return [];
        }
    }
}
