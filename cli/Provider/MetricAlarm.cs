using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cli.Provider;

sealed class MetricAlarm : ResourceType
{
    public override string Token => "aws:cloudwatch/metricAlarm:MetricAlarm";

    public override IReadOnlyList<string> Inputs =>
        [
            "name",
            "alarmDescription",
            "comparisonOperator",
            "threshold",
            "evaluationPeriods",
            "treatMissingData",
            "metricQueries",
            "alarmActions",
            "tags",
        ];

    public override IReadOnlyList<string> Fixed => ["name"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud, inputs.TagList()).ConfigureAwait(false);
        return new(inputs.Text("name"), new() { ["arn"] = ArnOf(inputs.Text("name"), cloud) });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud, tags: null).ConfigureAwait(false);
        var arn = before.Outputs.Text("arn");
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Operation<UntagResource>().CallAsync(new(arn, keys)),
                tags => cloud.Operation<TagResource>().CallAsync(new(arn, tags.AsList()))
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteAlarms>().CallAsync(new([id])));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var tagged = await cloud.Operation<ListTagsForResource>().CallAsync(new(ArnOf(id, cloud))).ConfigureAwait(false);
            return new Origin(null, Tags.Json(tagged.Tags));
        });

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var found = await cloud.Operation<DescribeAlarms>().CallAsync(new(AlarmNames: [id])).ConfigureAwait(false);
        return found.MetricAlarms is [var alarm, ..]
            ? FoundInputs.Of(
                ("name", id),
                ("alarmDescription", alarm.AlarmDescription),
                ("comparisonOperator", alarm.ComparisonOperator),
                ("threshold", alarm.Threshold),
                ("evaluationPeriods", alarm.EvaluationPeriods),
                ("treatMissingData", alarm.TreatMissingData),
                ("alarmActions", FoundInputs.List(alarm.AlarmActions)),
                ("actionsEnabled", alarm.ActionsEnabled ? null : "disabled")
            )
            : null;
    }

    static string ArnOf(string name, LocalCloud cloud) => cloud.Arn("cloudwatch", $"alarm:{name}");

    static Task<Nothing> PutAsync(JsonObject inputs, LocalCloud cloud, IReadOnlyList<Tag>? tags) =>
        cloud
            .Operation<PutMetricAlarm>()
            .CallAsync(
                new(
                    inputs.Text("name"),
                    AlarmDescription: inputs.Maybe("alarmDescription"),
                    ComparisonOperator: inputs.Maybe("comparisonOperator"),
                    Threshold: inputs.Fraction("threshold"),
                    EvaluationPeriods: inputs.Number("evaluationPeriods"),
                    TreatMissingData: inputs.Maybe("treatMissingData"),
                    AlarmActions: inputs.Texts("alarmActions"),
                    Metrics: [.. ((JsonArray?)inputs["metricQueries"] ?? []).OfType<JsonObject>().Select(Query)],
                    Tags: tags
                )
            );

    static MetricDataQuery Query(JsonObject query) =>
        new(
            query.Text("id"),
            query["metric"] is JsonObject { Count: > 0 } metric ? Statistic(metric) : null,
            query.Maybe("expression"),
            query.Maybe("label"),
            query.Flag("returnData") ?? false
        );

    static MetricStat Statistic(JsonObject metric) =>
        new(
            new(
                metric.Text("namespace"),
                metric.Text("metricName"),
                [.. metric.Map("dimensions").Select(dimension => new Dimension(dimension.Key, (string?)dimension.Value ?? ""))]
            ),
            metric.Number("period") ?? throw new FormatException("A metric of an alarm needs a period."),
            metric.Text("stat")
        );
}
