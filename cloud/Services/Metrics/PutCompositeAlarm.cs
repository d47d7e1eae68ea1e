using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;

namespace Classroom.Cloud.Metrics;

sealed class PutCompositeAlarm(AlarmStore alarms, AlarmEvaluator evaluator) : IOperation<PutCompositeAlarm.Input, Nothing>
{
    public sealed record Input(
        string AlarmName,
        string AlarmRule,
        bool? ActionsEnabled = null,
        IReadOnlyList<string>? AlarmActions = null,
        string? AlarmDescription = null,
        IReadOnlyList<string>? InsufficientDataActions = null,
        IReadOnlyList<string>? OKActions = null,
        IReadOnlyList<Tag>? Tags = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        alarms.NeedsToPut(input.AlarmName, [input.OKActions, input.AlarmActions, input.InsufficientDataActions], input.Tags);

    public Nothing Run(Input input, Call call)
    {
        var rule = Languages.AlarmRules.AlarmRule.Parse(input.AlarmRule);
        if (rule.Names.FirstOrDefault(name => !alarms.Alarms.Has(name)) is { } missing)
            throw new AwsException("ValidationError", $"AlarmRule names {missing}, which is not an alarm of this account and region");
        alarms.Put(
            new(input.AlarmName, call.Now)
            {
                Rule = input.AlarmRule,
                Description = input.AlarmDescription,
                ActionsEnabled = input.ActionsEnabled ?? true,
                OkActions = [.. input.OKActions ?? []],
                AlarmActions = [.. input.AlarmActions ?? []],
                InsufficientDataActions = [.. input.InsufficientDataActions ?? []],
            },
            input.Tags
        );
        evaluator.EvaluateNow(input.AlarmName);
        return Nothing.Value;
    }
}
