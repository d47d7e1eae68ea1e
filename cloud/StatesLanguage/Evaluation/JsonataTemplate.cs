using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>A JSONata expression: {% … %}</summary>
sealed class JsonataTemplate(JsonataExpression expression, string fieldName) : Template
{
    public JsonataExpression Expression => expression;

    /// <summary>The location of the expression within its state: Output/total.</summary>
    public string Field => fieldName;

    /// <summary>The expression may read $states. Other expressions are evaluated without building it.</summary>
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
            // Step Functions evaluates expressions without an input; the input of the state is in $states.
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
