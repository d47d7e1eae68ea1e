using Classroom.Cloud.Metrics.Alarms;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cli.Checks.EveryLab;

sealed class FailuresRaiseAnAlarm(LabParts parts) : EveryLabCheck(parts)
{
    static readonly string[] Watched = ["ExecutionsFailed", "ExecutionsTimedOut"];

    public override string Sentence => "An alarm watches the failed and the timed-out executions of every workflow.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Who learns at night that executions fail?",
        "An alarm watches one metric or an expression over several. Which two metrics count executions that did not succeed?",
        "Look at the dimension of the alarm's metrics: it names one state machine.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var workflows = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        if (workflows.Count == 0)
            return Verdict.Blocked(WorkflowsExist, "there is no workflow");
        var alarms = await student.Account.AlarmsAsync().ConfigureAwait(false);
        var mistakes = new List<string>();
        foreach (var (_, view) in workflows)
        {
            var own = alarms.Values.Where(alarm => alarm.AlarmName.StartsWith(student.Name(""), StringComparison.Ordinal));
            var watched = own.SelectMany(alarm => MetricsOf(alarm, view.StateMachineArn)).ToHashSet(StringComparer.Ordinal);
            mistakes.AddRange(
                Watched.Where(metric => !watched.Contains(metric)).Select(metric => $"no alarm watches {metric} of {view.Name}")
            );
        }
        return Verdict.Of(mistakes, $"{workflows.Count} workflows are watched");
    }

    static IEnumerable<string> MetricsOf(MetricAlarmView alarm, string machine) =>
        (alarm.Metrics ?? [])
            .Select(query => query.MetricStat?.Metric)
            .OfType<Metric>()
            .Where(metric => (metric.Dimensions ?? []).Any(dimension => dimension.Value == machine))
            .Select(metric => metric.MetricName)
            .Concat(
                alarm.MetricName is { } single && (alarm.Dimensions ?? []).Any(dimension => dimension.Value == machine) ? [single] : []
            );
}
