using Classroom.Cloud.Gateway;
using Classroom.Cloud.Metrics.Alarms;
using Classroom.Storage;

namespace Classroom.Cloud.Metrics;

sealed class DescribeAlarmHistory(AlarmStore alarms) : IOperation<DescribeAlarmHistory.Input, DescribeAlarmHistory.Output>
{
    public sealed record Input(string? AlarmName = null, string? HistoryItemType = null, DateTimeOffset? StartDate = null, DateTimeOffset? EndDate = null, int? MaxRecords = null, string? NextToken = null, string? ScanBy = null);

    public sealed record Output(IReadOnlyList<Item> AlarmHistoryItems, string? NextToken);

    public sealed record Item(string AlarmName, string AlarmType, DateTimeOffset Timestamp, string HistoryItemType, string HistorySummary, string HistoryData);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(alarms.ArnOf(input.AlarmName ?? "*"))];

    public Output Run(Input input, Call call)
    {
        var names = input.AlarmName is { } name ? [name] : alarms.History.Keys;
        var items = names.SelectMany(name => alarms.History.Read(name).Select(item => new Item(name, alarms.Alarms.Find(name)?.Rule is null ? "MetricAlarm" : "CompositeAlarm", item.Time, item.Type, item.Summary, item.Data)))
            .Where(item => (input.HistoryItemType is null || item.HistoryItemType == input.HistoryItemType) && item.Timestamp >= (input.StartDate ?? DateTimeOffset.MinValue) && item.Timestamp <= (input.EndDate ?? DateTimeOffset.MaxValue))
            .OrderBy(item => item.Timestamp);
        var (page, next) = Paging.Cut(input.ScanBy == "TimestampAscending" ? items : items.Reverse(), input.NextToken, Math.Min(input.MaxRecords ?? 50, 100), 50);
        return new(page, next);
    }
}
