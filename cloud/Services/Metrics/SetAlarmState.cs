using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;
using Classroom.Languages;

namespace Classroom.Cloud.Metrics;

sealed class SetAlarmState(AlarmStore alarms, AlarmEvaluator evaluator) : IOperation<SetAlarmState.Input, Nothing>
{
    public sealed record Input(string AlarmName, string StateValue, string StateReason, string? StateReasonData = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => alarms.Needs([input.AlarmName]);

    public Nothing Run(Input input, Call call)
    {
        if (!Alarm.States.Contains(input.StateValue))
            throw new AwsException(
                "ValidationException",
                $"1 validation error detected: Value '{input.StateValue}' at 'stateValue' failed to satisfy constraint: Member must "
                    + $"satisfy enum value set: [{string.Join(", ", Alarm.States.Reverse())}]"
            )
            {
                QueryCode = "ValidationError",
            };
        // AWS has no message for this error.
        var alarm = alarms.Alarms.Find(input.AlarmName) ?? throw CloudWatchService.NotFound("ResourceNotFound", "");
        JsonObject? data = null;
        if (input.StateReasonData is { } text)
            data =
                BoundedJson.TryParse(text) as JsonObject
                ?? throw new AwsException("InvalidFormat", "StateReasonData is not a JSON object") { QueryCode = "InvalidFormat" };
        evaluator.Set(alarm, input.StateValue, input.StateReason, data);
        return Nothing.Value;
    }
}
