using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Ends its flow with an error.</summary>
sealed class FailState : State
{
    readonly Func<EvaluationScope, string?> error;
    readonly Func<EvaluationScope, string?> cause;

    public FailState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language)
    {
        error = ReadText(reader, "Error");
        cause = ReadText(reader, "Cause");
    }

    public override bool IsTerminal => true;

    public override void Begin(Fiber fiber)
    {
        var scope = new EvaluationScope(fiber) { Data = Effective(fiber) };
        var failure = new StatesError(error(scope), cause(scope));
        fiber.Fail(failure);
    }

    /// <summary>Reads Error or Cause: a text, a JSONata expression, or a path or intrinsic function in the …Path field.</summary>
    Func<EvaluationScope, string?> ReadText(FieldReader reader, string field)
    {
        if (IsJsonata)
        {
            var computed = Computed(reader, field);
            return scope =>
                computed?.Evaluate(scope) switch
                {
                    null => null,
                    JsonString text => text.Value,
                    var other => throw new StatesException(
                        StatesErrors.QueryEvaluationError,
                        scope.Explain(
                            $"The JSONata expression specified for the field '{field}' returned an unexpected result type. Expected "
                                + $"'string', but was '{JsonKinds.NameOf(other)}' for value: {other}"
                        ),
                        field
                    ),
                };
        }
        if (!reader.Has($"{field}Path"))
        {
            var text = reader.Text(field);
            return _ => text;
        }
        if (reader.Has(field))
            reader.Report($"A state can't have both '{field}' and '{field}Path'", reader.Location);
        var template = reader.Text($"{field}Path") is { } path ? Template.OfPath($"{field}Path", path, reader) : null;
        return scope => (template?.Evaluate(scope) as JsonString)?.Value;
    }
}
