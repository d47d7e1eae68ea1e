using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Paths;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>A value of a definition with computed parts: paths and intrinsic functions, or JSONata expressions.</summary>
abstract class Template
{
    public abstract Json Evaluate(EvaluationScope scope);

    /// <summary>Reads the template of a field in the query language of the state; null where the field is absent.</summary>
    public static Template? Read(FieldReader reader, string field, bool isJsonata) =>
        reader.Get(field) is not { } value ? null
        : isJsonata ? OfJsonata(value, reader, $"{reader.Within}{field}", $"{reader.Location}/{field}")
        : OfPaths(value, reader, $"{reader.Location}/{field}");

    /// <summary>Reads a number within limits, or a JSONata expression that returns a number.</summary>
    public static Template? ReadNumber(FieldReader reader, string field, bool isJsonata, double least, double most, bool integer = true)
    {
        if (isJsonata && reader.Get(field) is JsonString)
            return ReadExpression(reader, field);
        return reader.Number(field, least, most, integer) is { } number ? new LiteralTemplate(number) : null;
    }

    /// <summary>Reads a JSONata field. A text must be an expression.</summary>
    public static Template? ReadExpression(FieldReader reader, string field)
    {
        if (reader.Get(field) is JsonString { Value: var text } && !JsonataTemplate.IsExpression(text))
            reader.Mistake(field, "must be a JSONata expression: {% … %}", 0);
        return Read(reader, field, isJsonata: true);
    }

    /// <summary>Reads a payload template: members whose names end in .$ are computed.</summary>
    public static Template OfPaths(Json value, FieldReader reader, string location) =>
        value switch
        {
            JsonObject members => new ObjectTemplate([
                .. members.Select(member =>
                    member.Key.EndsWith(".$", StringComparison.Ordinal)
                        ? (member.Key[..^2], Computed(member.Key, member.Value, reader, $"{location}/{member.Key}"))
                        : (member.Key, OfPaths(member.Value, reader, $"{location}/{member.Key}"))
                ),
            ]),
            JsonArray items => new ArrayTemplate([.. items.Select((item, i) => OfPaths(item, reader, $"{location}[{i}]"))]),
            _ => new LiteralTemplate(value),
        };

    /// <summary>Reads a field whose text is a path or an intrinsic function.</summary>
    public static Template OfPath(string field, string text, FieldReader reader) =>
        Computed(field, text, reader, $"{reader.Location}/{field}");

    /// <summary>Reads a value in which texts between {% and %} are expressions.</summary>
    static Template OfJsonata(Json value, FieldReader reader, string field, string location) =>
        value switch
        {
            JsonObject members => new ObjectTemplate([
                .. members.Select(member =>
                    (member.Key, OfJsonata(member.Value, reader, $"{field}/{member.Key}", $"{location}/{member.Key}"))
                ),
            ]),
            JsonArray items => new ArrayTemplate([
                .. items.Select((item, i) => OfJsonata(item, reader, $"{field}[{i}]", $"{location}[{i}]")),
            ]),
            JsonString text when JsonataTemplate.IsExpression(text.Value) => JsonataTemplate.Parse(text.Value, field, reader, location),
            _ => new LiteralTemplate(value),
        };

    static Template Computed(string name, Json value, FieldReader reader, string location)
    {
        if (value is not JsonString { Value: var text })
        {
            reader.Report(
                $"The value for the field '{name}' must be a STRING that contains a JSONPath or an intrinsic function expression",
                location
            );
            return new LiteralTemplate(value);
        }
        try
        {
            return text.StartsWith('$')
                ? new PathTemplate(JsonPath.Parse(text), name)
                : new IntrinsicTemplate(IntrinsicCall.Parse(text), name);
        }
        catch (Exception exception) when (exception is PathSyntaxException or IntrinsicSyntaxException)
        {
            reader.Report(
                $"The value for the field '{name}' must be a valid JSONPath or a valid intrinsic function call: {exception.Message}",
                location
            );
            return new LiteralTemplate(value);
        }
    }
}

sealed class LiteralTemplate(Json value) : Template
{
    public Json Value => value;

    public override Json Evaluate(EvaluationScope scope) => value;
}

sealed class ObjectTemplate((string Name, Template Value)[] members) : Template
{
    public (string Name, Template Value)[] Members => members;

    public override Json Evaluate(EvaluationScope scope)
    {
        var made = new JsonObject(members.Length);
        foreach (var (name, value) in members)
            made.Set(name, value.Evaluate(scope));
        return DataLimit.Check(made);
    }
}

sealed class ArrayTemplate(Template[] items) : Template
{
    public override Json Evaluate(EvaluationScope scope)
    {
        var made = new JsonArray(items.Length);
        foreach (var item in items)
            made.Add(item.Evaluate(scope));
        return DataLimit.Check(made);
    }
}

sealed class PathTemplate(JsonPath path, string field) : Template
{
    public override Json Evaluate(EvaluationScope scope) => scope.Resolve(path, field);
}

sealed class IntrinsicTemplate(IntrinsicCall call, string field) : Template
{
    public override Json Evaluate(EvaluationScope scope) => scope.Call(call, field);
}
