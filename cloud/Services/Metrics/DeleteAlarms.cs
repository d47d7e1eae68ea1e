using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;

namespace Classroom.Cloud.Metrics;

sealed class DeleteAlarms(AlarmStore alarms) : IOperation<DeleteAlarms.Input, Nothing>
{
    public sealed record Input(IReadOnlyList<string> AlarmNames);

    public IEnumerable<Permission> Needs(Input input, Call call) => alarms.Needs(input.AlarmNames);

    public Nothing Run(Input input, Call call)
    {
        AlarmStore.CheckCount(input.AlarmNames);
        foreach (var name in input.AlarmNames)
        {
            alarms.Alarms.Remove(name);
            alarms.History.RemoveOf(name);
        }
        return Nothing.Value;
    }
}
