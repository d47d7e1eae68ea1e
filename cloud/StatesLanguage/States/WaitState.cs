using System.Globalization;
using System.Text.RegularExpressions;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Paths;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Waits for a number of seconds, or until a timestamp.</summary>
sealed partial class WaitState : State
{
    const double MostSeconds = 99_999_999;

    static readonly string[] Limits = ["Seconds", "Timestamp", "SecondsPath", "TimestampPath"];

    readonly Template? seconds;
    readonly Template? timestamp;
    readonly JsonPath? secondsPath;
    readonly JsonPath? timestampPath;

    public WaitState(string name, FieldReader reader, QueryLanguage language)
        : base(name, reader, language)
    {
        ReadTransition(reader);
        seconds = Template.ReadNumber(reader, "Seconds", IsJsonata, 0, MostSeconds);
        timestamp = Template.Read(reader, "Timestamp", IsJsonata);
        if (
            timestamp is LiteralTemplate { Value: var moment }
            && (moment is not JsonString { Value: var text } || ParseTimestamp(text) is null)
        )
            reader.Report("String does not match RFC3339 timestamp", $"{reader.Location}/Timestamp");
        if (!IsJsonata)
        {
            secondsPath = reader.Path("SecondsPath");
            timestampPath = reader.Path("TimestampPath");
        }
        if (Limits.Count(reader.Has) != 1)
            reader.Report(
                "A Wait state must have exactly one of 'Seconds', 'Timestamp', 'SecondsPath' and 'TimestampPath'",
                reader.Location
            );
    }

    public override bool EvaluationFollowsEntry => true;

    public override void Begin(Fiber fiber)
    {
        var scope = new EvaluationScope(fiber) { Data = Effective(fiber) };
        var until = seconds is not null || secondsPath is not null ? fiber.Run.Now.AddSeconds(Seconds(scope)) : Moment(scope);
        if ((until - fiber.Run.Now).TotalSeconds > int.MaxValue)
            throw new StatesException(StatesErrors.Runtime, scope.Explain("Wait state delay is too long."));
        fiber.WaitUntil(until);
    }

    public override void Wake(Fiber fiber) => Pass(fiber, Effective(fiber));

    double Seconds(EvaluationScope scope)
    {
        var value = secondsPath is not null ? Referenced(scope, secondsPath, "SecondsPath") : seconds!.Evaluate(scope);
        if (value is JsonNumber { IsInteger: true, Value: >= 0 and <= MostSeconds } number)
            return number.Value;
        throw secondsPath is not null
            ? new StatesException(
                StatesErrors.Runtime,
                scope.Explain(
                    value is JsonNumber { IsInteger: true, Value: < 0 }
                        ? $"The SecondsPath parameter references a negative value: {secondsPath} == {value}"
                        : $"The SecondsPath parameter cannot be parsed as a long value: {secondsPath} == {Plain(value)}"
                )
            )
            : new StatesException(
                StatesErrors.QueryEvaluationError,
                scope.Explain($"The Seconds field must be an integer from 0 to {MostSeconds} but was: {value}"),
                "Seconds"
            );
    }

    DateTimeOffset Moment(EvaluationScope scope)
    {
        var value = timestampPath is not null ? Referenced(scope, timestampPath, "TimestampPath") : timestamp!.Evaluate(scope);
        if (value is JsonString text && ParseTimestamp(text.Value) is { } moment)
            return moment;
        throw timestampPath is not null
            ? new StatesException(
                StatesErrors.Runtime,
                scope.Explain(
                    $"The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
                        + $"{timestampPath} == {Plain(value)}"
                )
            )
            : new StatesException(
                StatesErrors.QueryEvaluationError,
                scope.Explain(
                    $"The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {Plain(value)}"
                ),
                "Timestamp"
            );
    }

    static Json Referenced(EvaluationScope scope, JsonPath path, string field) =>
        scope.Find(path)
        ?? throw new StatesException(
            StatesErrors.Runtime,
            scope.Explain($"The {field} parameter does not reference an input value: {path}")
        );

    static string Plain(Json value) => value is JsonString text ? text.Value : value.ToString();

    public static DateTimeOffset? ParseTimestamp(string text) =>
        Timestamp().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex Timestamp();
}
