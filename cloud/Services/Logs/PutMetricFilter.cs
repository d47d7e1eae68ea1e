using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Logs;

sealed class PutMetricFilter(LogStore logs, IMetrics metrics) : IOperation<PutMetricFilter.Input, Nothing>
{
    public sealed record Input(
        string LogGroupName,
        string FilterName,
        string FilterPattern,
        IReadOnlyList<MetricTransformation> MetricTransformations
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    public Nothing Run(Input input, Call call)
    {
        var group = logs.Group(input.LogGroupName);
        var pattern = Languages.LogPatterns.FilterPattern.Parse(input.FilterPattern);
        if (input.MetricTransformations.Count != 1)
            throw LogNames.Invalid(
                "metricTransformations",
                $"[{string.Join(", ", input.MetricTransformations.Select(Shown))}]",
                "Member must have length less than or equal to 1"
            );
        var transformation = input.MetricTransformations[0];
        CheckName("metricNamespace", transformation.MetricNamespace);
        CheckName("metricName", transformation.MetricName);
        foreach (var name in transformation.Dimensions?.Keys ?? [])
            CheckName("dimensions", name);
        if (transformation is { DefaultValue: not null, Dimensions.Count: > 0 })
            throw new AwsException(
                "InvalidParameterException",
                "Invalid metric transformation: dimensions and default value are mutually exclusive properties."
            );
        foreach (
            var selector in (transformation.Dimensions?.Values ?? [])
                .Append(transformation.MetricValue)
                .Where(value => value.StartsWith('$'))
        )
            pattern.CheckSelector(selector);
        logs.MetricFilters.Put(
            LogStore.StreamKey(group.Name, input.FilterName),
            new(group.Name, input.FilterName, input.FilterPattern, [transformation], call.Now)
        );
        return Nothing.Value;
    }

    static string Shown(MetricTransformation made) =>
        $"MetricTransformation(metricName={made.MetricName}, metricNamespace={made.MetricNamespace}, metricValue={made.MetricValue}, "
        + $"defaultValue={(made.DefaultValue is { } value ? DecimalNumber.TextOf(value) : "null")}, unit={made.Unit ?? "null"}, "
        + $"dimensions={(made.Dimensions is { } all ? $"{{{string.Join(", ", all.Select(one => $"{one.Key}={one.Value}"))}}}" : "null")})";

    void CheckName(string member, string name)
    {
        if (name.Length > 255)
            throw LogNames.Invalid(member, name, "Member must have length less than or equal to 255");
        if (name.AsSpan().ContainsAny('*', '$') || !metrics.IsName(name))
            throw LogNames.Invalid(member, name, "Member must satisfy regular expression pattern: [^:*$]*");
    }
}
