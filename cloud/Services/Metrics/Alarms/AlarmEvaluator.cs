using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Metrics.Expressions;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Languages.AlarmRules;
using Classroom.Languages.MetricMath;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Metrics.Alarms;

/// <summary>Evaluates all alarms periodically and sets their states.</summary>
sealed partial class AlarmEvaluator(
    AlarmStore alarms,
    MetricStore metrics,
    AlarmActions actions,
    Database database,
    BackgroundTasks background,
    TimeProvider clock,
    ILogger<AlarmEvaluator> logger
) : IBackgroundWork
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // Like AWS, reads two more periods than the alarm evaluates, for data points that arrived late.
    const int MorePeriods = 2;

    readonly Lock gate = new();
    ITimer? timer;

    public void Start() => timer = background.Every(Every, "evaluation of alarms", EvaluateAll);

    public Task StopAsync()
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    public void EvaluateAll()
    {
        // If an evaluation takes longer than its interval, the next one is skipped.
        if (!gate.TryEnter())
            return;
        try
        {
            BackgroundTasks.ForEach(alarms.Alarms.All, Evaluate);
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Evaluates an alarm before the next interval.</summary>
    public void EvaluateNow(string name)
    {
        if (alarms.Alarms.Find(name) is not { } alarm)
            return;
        lock (gate)
            Evaluate(alarm);
    }

    void Evaluate(Alarm alarm)
    {
        try
        {
            if (alarm.Watch is { } watch)
                EvaluateMetric(alarm, watch);
            else
                EvaluateRule(alarm);
        }
        catch (Exception exception) when (exception is AwsException or LanguageException)
        {
            NotEvaluated(alarm.Name, exception.Message);
        }
    }

    void EvaluateRule(Alarm alarm)
    {
        var rule = AlarmRule.Parse(alarm.Rule!);
        var names = rule.Names;
        var state = rule.Holds(name => alarms.Alarms.Find(name)?.State) ? Alarm.InAlarm : Alarm.Ok;
        if (state == alarm.State)
            return;
        var triggers = TriggersOf(alarm, names);
        var reason =
            IsNew(alarm) || triggers.Count == 0
                ? $"{alarms.ArnOf(alarm.Name)} was {(IsNew(alarm) ? "created" : "updated")} and its alarm rule evaluates to {state}"
                : $"{alarms.ArnOf(triggers[0].Name)} transitioned to {triggers[0].State} at "
                    + $"{triggers[0].StateUpdated.UtcDateTime.ToString("dddd dd MMMM, yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}";
        Set(alarm, state, reason, new JsonObject { ["triggeringAlarms"] = new JsonArray([.. triggers.Select(Triggering)]) });
    }

    /// <summary>The children that changed since the composite alarm did, the latest first; all children for a new alarm.</summary>
    List<Alarm> TriggersOf(Alarm alarm, IEnumerable<string> names)
    {
        var children = names.Distinct().Select(alarms.Alarms.Find).OfType<Alarm>().OrderByDescending(child => child.StateUpdated).ToList();
        var changed = children.Where(child => IsNew(alarm) || child.StateUpdated > alarm.StateUpdated).ToList();
        return changed.Count > 0 ? changed : [.. children.Take(1)];
    }

    static bool IsNew(Alarm alarm) => alarm is { State: Alarm.Insufficient, StateReasonData: null };

    JsonNode Triggering(Alarm child) =>
        new JsonObject
        {
            ["arn"] = alarms.ArnOf(child.Name),
            ["state"] = new JsonObject { ["value"] = child.State, ["timestamp"] = Iso(child.StateUpdated) },
        };

    void EvaluateMetric(Alarm alarm, Watch watch)
    {
        var seconds = Math.Max(60, watch.PeriodSeconds);
        var end = Statistic.Align(clock.GetUtcNow(), 60);
        var count = watch.EvaluationPeriods + MorePeriods;
        var start = end.AddSeconds(-(long)seconds * count);
        var series = Read(watch, start, end);
        var points = Enumerable
            .Range(0, count)
            .Select(index => start.ToUnixTimeSeconds() + (index * (long)seconds))
            .Select(begin => series.Values.TryGetValue(begin, out var value) ? (begin, value) : ((long, double)?)null)
            .ToList();
        var window = points.OfType<(long Begin, double Value)>().TakeLast(watch.EvaluationPeriods).ToList();
        // Data points before the evaluated periods count only if they replace missing ones.
        var recent = points.TakeLast(watch.EvaluationPeriods).ToList();
        if (window.Count < watch.EvaluationPeriods)
            window = [.. recent.OfType<(long Begin, double Value)>()];
        var breaching = window.Where(point => Breaches(watch, point.Value)).ToList();
        var missing = watch.EvaluationPeriods - window.Count;
        var (state, why) = Decide(alarm, watch, window.Count, breaching.Count, missing);
        if (state == alarm.State)
            return;
        Set(
            alarm,
            state,
            why(breaching, window),
            ReasonData(watch, window, Enumerable.Range(0, count).Select(index => start.ToUnixTimeSeconds() + (index * (long)seconds)))
        );
    }

    JsonObject ReasonData(Watch watch, List<(long Begin, double Value)> window, IEnumerable<long> begins)
    {
        var data = new JsonObject { ["version"] = "1.0", ["queryDate"] = Iso(clock.GetUtcNow()) };
        if (window.Count > 0)
            data["startDate"] = Iso(DateTimeOffset.FromUnixTimeSeconds(window[0].Begin));
        if (watch.Unit is not null)
            data["unit"] = watch.Unit;
        if ((watch.Statistic ?? watch.ExtendedStatistic) is { } statistic)
            data["statistic"] = statistic;
        data["period"] = watch.PeriodSeconds;
        data["recentDatapoints"] = new JsonArray([.. window.Select(point => DecimalNumber.NodeOf(point.Value))]);
        data["threshold"] = DecimalNumber.NodeOf(watch.Threshold);
        // The periods of the window, and where it has too few, the latest periods.
        var evaluated = window.Select(point => point.Begin).Concat(begins.Reverse()).Distinct().Take(watch.EvaluationPeriods);
        data["evaluatedDatapoints"] = new JsonArray([.. evaluated.OrderDescending().Select(begin => Evaluated(watch, window, begin))]);
        return data;
    }

    JsonObject Evaluated(Watch watch, List<(long Begin, double Value)> window, long begin)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(begin);
        var shown = new JsonObject { ["timestamp"] = Iso(time) };
        var at = window.FindIndex(point => point.Begin == begin);
        if (at < 0)
            return shown;
        if (watch.MetricName is { } name)
        {
            var seconds = Math.Max(60, watch.PeriodSeconds);
            var key = new MetricKey(watch.Namespace!, name, [.. watch.Dimensions ?? []]);
            var periods = Statistic.Periods(metrics, key, seconds, time, time.AddSeconds(seconds), watch.Unit);
            if (periods.TryGetValue(begin, out var point))
                shown["sampleCount"] = DecimalNumber.NodeOf(point.Count);
        }
        shown["value"] = DecimalNumber.NodeOf(window[at].Value);
        return shown;
    }

    TimeSeries Read(Watch watch, DateTimeOffset start, DateTimeOffset end)
    {
        var queries =
            watch.Metrics
            ??
            [
                new(
                    "m",
                    new(
                        new(watch.Namespace!, watch.MetricName!, watch.Dimensions),
                        watch.PeriodSeconds,
                        watch.Statistic ?? watch.ExtendedStatistic ?? "Average",
                        watch.Unit
                    )
                ),
            ];
        var answers = new MetricMath(metrics, start, end).Answer(queries);
        return answers is [(_, [var only, ..]), ..] ? only : TimeSeries.Empty;
    }

    static bool Breaches(Watch watch, double value) =>
        watch.ComparisonOperator switch
        {
            "GreaterThanOrEqualToThreshold" => value >= watch.Threshold,
            "GreaterThanThreshold" => value > watch.Threshold,
            "LessThanThreshold" => value < watch.Threshold,
            _ => value <= watch.Threshold,
        };

    /// <summary>
    /// The state of an alarm according to AWS's table for missing data. Missing data points count as breaching, as not breaching, keep the
    /// state (ignore), or count in favour of the other points (missing).
    /// </summary>
    static (string State, Func<List<(long Begin, double Value)>, List<(long Begin, double Value)>, string> Why) Decide(
        Alarm alarm,
        Watch watch,
        int found,
        int breaching,
        int missing
    )
    {
        var needed = watch.DatapointsToAlarm ?? watch.EvaluationPeriods;
        var treatment = watch.TreatMissingData ?? "missing";
        if (found == 0 && treatment == "missing")
            return (
                Alarm.Insufficient,
                (_, _) =>
                    $"Insufficient Data: {watch.EvaluationPeriods} datapoint{(watch.EvaluationPeriods == 1 ? " was" : "s were")} unknown."
            );
        if (found == 0 && treatment == "ignore")
            return (alarm.State, (_, _) => "");
        var state = treatment switch
        {
            "breaching" => breaching + missing >= needed ? Alarm.InAlarm : Alarm.Ok,
            "notBreaching" => breaching >= needed ? Alarm.InAlarm : Alarm.Ok,
            "ignore" => breaching >= needed ? Alarm.InAlarm
            : breaching + missing < needed ? Alarm.Ok
            : alarm.State,
            _ => breaching > 0 && breaching + missing >= needed ? Alarm.InAlarm : Alarm.Ok,
        };
        return (
            state,
            (over, all) =>
            {
                var shown = state == Alarm.InAlarm ? over : [.. all.Where(point => !over.Contains(point))];
                if (shown.Count == 0)
                    return $"Threshold Crossed: no datapoints were received for {missing} period{(missing == 1 ? "" : "s")} and "
                        + $"{missing} missing datapoint{(missing == 1 ? " was" : "s were")} treated as "
                        + $"[{(treatment == "breaching" ? "Breaching" : "NonBreaching")}].";
                var values = string.Join(
                    ", ",
                    shown.Select(point =>
                        $"{point.Value.ToString("0.0##", CultureInfo.InvariantCulture)} "
                        + string.Create(
                            CultureInfo.InvariantCulture,
                            $"({DateTimeOffset.FromUnixTimeSeconds(point.Begin).UtcDateTime:dd/MM/yy HH:mm:ss})"
                        )
                    )
                );
                var crossed =
                    $"[{values}] {(shown.Count == 1 ? "was" : "were")} {(state == Alarm.InAlarm ? "" : "not ")}"
                    + $"{Worded(watch.ComparisonOperator)} the threshold "
                    + $"({watch.Threshold?.ToString("0.0##", CultureInfo.InvariantCulture)})";
                // AWS tells the numbers of data points only if the alarm names how many have to cross.
                return watch.DatapointsToAlarm is null
                    ? $"Threshold Crossed: {shown.Count} datapoint{(shown.Count == 1 ? "" : "s")} {crossed}."
                    : $"Threshold Crossed: {shown.Count} out of the last {watch.EvaluationPeriods} "
                        + $"datapoint{(watch.EvaluationPeriods == 1 ? "" : "s")} {crossed} (minimum {needed} "
                        + $"datapoint{(needed == 1 ? "" : "s")} for "
                        + $"{(state == Alarm.InAlarm ? "OK -> ALARM" : "ALARM -> OK")} transition).";
            }
        );
    }

    static string Worded(string comparison) =>
        comparison switch
        {
            "GreaterThanOrEqualToThreshold" => "greater than or equal to",
            "GreaterThanThreshold" => "greater than",
            "LessThanThreshold" => "less than",
            _ => "less than or equal to",
        };

    /// <summary>Sets the state of an alarm, after an evaluation or by SetAlarmState, and runs its actions.</summary>
    public void Set(Alarm alarm, string state, string reason, JsonObject? data)
    {
        var now = clock.GetUtcNow();
        var changed = alarm with { State = state, StateReason = reason, StateReasonData = data?.ToJsonString(), StateUpdated = now };
        database.Atomically(() =>
        {
            if (alarms.Alarms.Find(alarm.Name) is null)
                return;
            alarms.Alarms.Put(alarm.Name, changed);
            if (alarm.State == state)
                return;
            var item = new JsonObject
            {
                ["version"] = "1.0",
                ["oldState"] = new JsonObject { ["stateValue"] = alarm.State, ["stateReason"] = alarm.StateReason },
                ["newState"] = new JsonObject
                {
                    ["stateValue"] = state,
                    ["stateReason"] = reason,
                    ["stateReasonData"] = data?.DeepClone(),
                },
            };
            alarms.Note(alarm.Name, new(now, "StateUpdate", $"Alarm updated from {alarm.State} to {state}", item.ToJsonString()));
        });
        if (alarm.State == state)
            return;
        actions.Run(alarm, changed);
        // Alarms of alarms see the change at once; those above them with the next evaluation.
        if (changed.Watch is null)
            return;
        lock (gate)
            BackgroundTasks.ForEach(alarms.Alarms.All.Where(other => other.Rule is not null && IsChild(alarm.Name, other.Rule)), Evaluate);
    }

    static bool IsChild(string name, string rule) =>
        rule.Contains(name, StringComparison.Ordinal) && AlarmRule.Parse(rule).Names.Contains(name);

    static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alarm {Name} cannot be evaluated: {Reason}")]
    partial void NotEvaluated(string name, string reason);
}
