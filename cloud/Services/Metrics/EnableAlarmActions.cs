using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;

namespace Classroom.Cloud.Metrics;

sealed class EnableAlarmActions(AlarmStore alarms) : IOperation<EnableAlarmActions.Input, Nothing>
{
    public sealed record Input(IReadOnlyList<string> AlarmNames);

    public IEnumerable<Permission> Needs(Input input, Call call) => alarms.Needs(input.AlarmNames);

    public Nothing Run(Input input, Call call)
    {
        AlarmStore.CheckCount(input.AlarmNames);
        foreach (var alarm in input.AlarmNames.Select(alarms.Alarms.Find).OfType<Alarm>())
            alarms.Alarms.Put(alarm.Name, alarm with { ActionsEnabled = true });
        return Nothing.Value;
    }
}
