using Classroom.Cli.Calls;
using Classroom.Cloud.Metrics;

namespace Classroom.Cli.Sweeping;

sealed class Alarms : OwnKind
{
    public override string Word => "alarm";

    public override int Order => 5;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<DescribeAlarms>().CallAsync(new(MaxRecords: 100, NextToken: next)).ConfigureAwait(false);
            return (page.MetricAlarms.Select(alarm => new Found(alarm.AlarmName, alarm.AlarmName)), page.NextToken);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteAlarms>().CallAsync(new([found.Id]));
}
