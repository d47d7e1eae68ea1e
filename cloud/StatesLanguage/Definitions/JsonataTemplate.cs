using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Jsonata;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>{% … %}</summary>
sealed class JsonataTemplate(JsonataExpression expression, string fieldName) : Template
{
    public JsonataExpression Expression => expression;

    /// <summary>Where the expression stands in the state: Output/total.</summary>
    public string Field => fieldName;

    /// <summary>What of $states the expression can see, so that nothing is built for nobody.</summary>
    public bool UsesStates { get; } =
        expression.Text.Contains("$states", StringComparison.Ordinal) || expression.Text.Contains("$eval", StringComparison.Ordinal);

    public static bool IsExpression(string text) =>
        text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal) && text.Length >= 4;

    public static Template Parse(string text, string field, FieldReader reader, string location)
    {
        var source = text[2..^2].Trim();
        try
        {
            var expression = JsonataExpression.Parse(source);
            // There is no input to refer to: it is in $states.
            foreach (var reference in expression.ContextReferences)
                reader.Report($"Reference to '{reference}' at the top level is not supported.", location, "UNSUPPORTED_JSONATA_EXPRESSION");
            if (expression.ReadsErrorOutput && !field.StartsWith("Catch[", StringComparison.Ordinal))
                reader.Report(
                    "Reference to '$states.errorOutput' is supported in a Catch only.",
                    location,
                    "UNSUPPORTED_JSONATA_EXPRESSION"
                );
            return new JsonataTemplate(expression, field);
        }
        catch (JsonataException exception)
        {
            reader.Report(exception.Message, location, "INVALID_JSONATA_EXPRESSION");
            return new LiteralTemplate(text);
        }
    }

    public override Json Evaluate(EvaluationScope scope) => scope.Evaluate(this);
}
