using System.Text.Json.Nodes;
using Classroom.Cli.Planning;

namespace Classroom.Cli.Stacks;

/// <summary>The students' outputs, from the state.</summary>
static class OutputText
{
    public const string Hidden = "[secret]";
    public const string Missing = "[not made yet]";

    /// <summary>A student's outputs by name, without the links to the AWS console, which do not work with the embedded cloud.</summary>
    public static JsonObject Of(StackState state, string student, bool withSecrets)
    {
        var told = new JsonObject();
        foreach (var (name, value) in state.Outputs[student] as JsonObject ?? [])
        {
            if (
                value is JsonValue
                && (string?)value is { } text
                && (
                    text.Contains(".console.aws.amazon.com", StringComparison.Ordinal)
                    || text.Contains("signin.aws.amazon.com", StringComparison.Ordinal)
                )
            )
                continue;
            var filled = Placeholder.Fill(
                value,
                (key, output) => !withSecrets && state.IsSecret(key, output) ? Hidden : state.Output(key, output) ?? Missing
            );
            told[name] = filled is JsonObject map
                ? new JsonObject(
                    map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
                )
                : filled;
        }
        return told;
    }
}
