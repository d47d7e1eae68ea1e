using System.Globalization;
using Classroom.Cli.Calls;
using Classroom.Cloud.Metrics;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cli.Executions;

/// <summary>Reads many metrics at once.</summary>
static class MetricReader
{
    /// <summary>The most metrics that GetMetricData takes.</summary>
    const int MostQueries = 500;

    /// <summary>The sums of each metric, for each period in which it has values.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<(DateTimeOffset Time, double Sum)>>> SumsAsync(
        AwsClient aws,
        IReadOnlyList<Metric> metrics,
        DateTimeOffset from,
        DateTimeOffset to,
        int period
    )
    {
        var points = metrics.Select(_ => new List<(DateTimeOffset, double)>()).ToList();
        var chunks = metrics.Index().Chunk(MostQueries);
        await Parallel
            .ForEachAsync(chunks, new ParallelOptions { MaxDegreeOfParallelism = 4 }, (chunk, _) => ReadAsync(chunk))
            .ConfigureAwait(false);
        return points;

        async ValueTask ReadAsync((int Index, Metric Metric)[] chunk)
        {
            var queries = chunk.Select(entry => new MetricDataQuery($"m{entry.Index}", new(entry.Metric, period, "Sum"))).ToList();
            string? next = null;
            do
            {
                var page = await aws.Operation<GetMetricData>().CallAsync(new(queries, from, to, next)).ConfigureAwait(false);
                foreach (var found in page.MetricDataResults)
                    points[int.Parse(found.Id.AsSpan(1), CultureInfo.InvariantCulture)].AddRange(found.Timestamps.Zip(found.Values));
                next = page.NextToken;
            } while (next is not null);
        }
    }
}
