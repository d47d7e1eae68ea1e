using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pulumi;

namespace Classroom.Policies;

/// <summary>Builds policies from statements and writes them as JSON for IAM.</summary>
static class Policy
{
    static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Statement Allow(params string[] actions) => new() { Effect = "Allow", Actions = [.. actions] };

    public static Statement Deny(params string[] actions) => new() { Effect = "Deny", Actions = [.. actions] };

    /// <summary>Denies all actions except these (NotAction); without any, all actions.</summary>
    public static Statement DenyAllBut(params string[] actions) =>
        actions.Length == 0 ? Deny("*") : Deny(actions) with { IsAllActionsExcept = true };

    /// <summary>The JSON document, which is known when all its values are known.</summary>
    public static Output<string> Document(params IReadOnlyCollection<Statement> statements)
    {
        var unresolved = statements.SelectMany(Values).ToArray();
        return Output.All(unresolved).Apply(values => Write(statements, values));
    }

    static IEnumerable<Input<string>> Values(Statement statement)
    {
        if (statement.Principal is { } principal)
            yield return principal.Value;
        foreach (var resource in statement.Resources)
            yield return resource;
        foreach (var value in statement.Conditions.SelectMany(condition => condition.Values))
            yield return value;
    }

    /// <summary>Takes the resolved values in the order of <see cref="Values"/>.</summary>
    static string Write(IReadOnlyCollection<Statement> statements, ImmutableArray<string> values)
    {
        var rest = new Queue<string>(values);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            foreach (var statement in statements)
                Write(json, statement, rest);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Write(Utf8JsonWriter json, Statement statement, Queue<string> values)
    {
        json.WriteStartObject();
        json.WriteString("Effect", statement.Effect);
        if (statement.Principal is { } principal)
        {
            json.WriteStartObject("Principal");
            json.WriteString(principal.Kind, values.Dequeue());
            json.WriteEndObject();
        }
        WriteList(json, statement.IsAllActionsExcept ? "NotAction" : "Action", statement.Actions);
        if (statement.Resources.Length > 0)
            WriteList(json, statement.IsExcept ? "NotResource" : "Resource", Take(values, statement.Resources.Length));
        if (statement.Conditions.Length > 0)
            WriteConditions(json, statement, values);
        json.WriteEndObject();
    }

    static void WriteConditions(Utf8JsonWriter json, Statement statement, Queue<string> values)
    {
        var resolved = statement
            .Conditions.Select(condition => (condition.Operator, condition.Key, Values: Take(values, condition.Values.Length)))
            .ToList();
        json.WriteStartObject("Condition");
        foreach (var byOperator in resolved.GroupBy(condition => condition.Operator))
        {
            json.WriteStartObject(byOperator.Key);
            foreach (var (_, key, allowed) in byOperator)
                WriteList(json, key, allowed);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    static List<string> Take(Queue<string> values, int count) => Enumerable.Range(0, count).Select(_ => values.Dequeue()).ToList();

    static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        if (items.Count == 1)
        {
            json.WriteString(name, items[0]);
            return;
        }
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
