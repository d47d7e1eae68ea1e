using System.Text.Json.Nodes;

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
        await PutAsync(inputs, cloud, Tags.Pairs(inputs)).ConfigureAwait(false);
        return new(inputs.Text("name"), new() { ["arn"] = cloud.Arn("cloudwatch", $"alarm:{inputs.Text("name")}") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud, tags: null).ConfigureAwait(false);
        await Tags.ChangeByArnAsync(cloud.Aws, "monitoring", before.Outputs.Text("arn"), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.JsonAsync("monitoring", "DeleteAlarms", new() { ["AlarmNames"] = new JsonArray(id) }));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var tags = await cloud
                .Aws.JsonAsync("monitoring", "ListTagsForResource", new() { ["ResourceARN"] = cloud.Arn("cloudwatch", $"alarm:{id}") })
                .ConfigureAwait(false);
            return new Origin(null, Tags.Of(tags["Tags"]));
        });

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var found = await cloud
            .Aws.JsonAsync("monitoring", "DescribeAlarms", new() { ["AlarmNames"] = new JsonArray(id) })
            .ConfigureAwait(false);
        return ((JsonArray)found["MetricAlarms"]!).OfType<JsonObject>().FirstOrDefault() is { } alarm
            ? Reading.Given(
                ("name", id),
                ("alarmDescription", alarm.Copy("AlarmDescription")),
                ("comparisonOperator", alarm.Copy("ComparisonOperator")),
                ("threshold", alarm.Copy("Threshold")),
                ("evaluationPeriods", alarm.Copy("EvaluationPeriods")),
                ("treatMissingData", alarm.Copy("TreatMissingData")),
                ("alarmActions", alarm.Copy("AlarmActions"))
            )
            : null;
    }

    static Task<JsonObject> PutAsync(JsonObject inputs, LocalCloud cloud, JsonArray? tags) =>
        cloud.Aws.JsonAsync(
            "monitoring",
            "PutMetricAlarm",
            Reading.Given(
                ("AlarmName", inputs.Copy("name")),
                ("AlarmDescription", inputs.Copy("alarmDescription")),
                ("ComparisonOperator", inputs.Copy("comparisonOperator")),
                ("Threshold", inputs.Copy("threshold")),
                ("EvaluationPeriods", inputs.Copy("evaluationPeriods")),
                ("TreatMissingData", inputs.Copy("treatMissingData")),
                ("AlarmActions", inputs.Copy("alarmActions")),
                ("Tags", tags),
                ("Metrics", new JsonArray([.. ((JsonArray?)inputs["metricQueries"] ?? []).OfType<JsonObject>().Select(Query)]))
            )
        );

    static JsonNode Query(JsonObject query)
    {
        var metric = query.Map("metric");
        return Reading.Given(
            ("Id", query.Copy("id")),
            ("Expression", query.Copy("expression")),
            ("Label", query.Copy("label")),
            ("ReturnData", query.Copy("returnData") ?? false),
            (
                "MetricStat",
                metric.Count == 0
                    ? null
                    : Reading.Given(
                        ("Period", metric.Copy("period")),
                        ("Stat", metric.Copy("stat")),
                        (
                            "Metric",
                            Reading.Given(
                                ("Namespace", metric.Copy("namespace")),
                                ("MetricName", metric.Copy("metricName")),
                                (
                                    "Dimensions",
                                    new JsonArray([
                                        .. metric
                                            .Map("dimensions")
                                            .Select(dimension =>
                                                (JsonNode)new JsonObject { ["Name"] = dimension.Key, ["Value"] = (string?)dimension.Value }
                                            ),
                                    ])
                                )
                            )
                        )
                    )
            )
        );
    }
}
