using Classroom.Languages;
using Classroom.Languages.MetricMath;

namespace Classroom.Cloud.Metrics.Expressions;

/// <summary>
/// Answers queries for metrics and expressions of metric math. Periods are counted from the start of the requested range.
/// </summary>
sealed class MetricMath(MetricStore store, DateTimeOffset from, DateTimeOffset to) : IMetricSource
{
    // The quota of GetMetricData: 100,800 data points in one call.
    const int MostPeriods = 100_800;

    readonly Dictionary<string, MathValue> known = new(StringComparer.Ordinal);
    readonly HashSet<string> asked = new(StringComparer.Ordinal);
    IReadOnlyList<MetricDataQuery> queries = [];
    long[] periods = [];

    public IReadOnlyList<long> Periods => periods;

    /// <summary>Refuses queries that are not valid, whatever the metrics contain.</summary>
    public static void Check(IReadOnlyList<MetricDataQuery> queries)
    {
        foreach (var query in queries)
        {
            if (
                query.Id.Length == 0
                || !char.IsAsciiLetterLower(query.Id[0])
                || !query.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            )
                throw Invalid(
                    $"The value {query.Id} for parameter MetricDataQueries.member.Id is not matching the pattern " + $"^[a-z][a-zA-Z0-9_]*$"
                );
            if ((query.MetricStat is null) == (query.Expression is null))
                throw Invalid($"The query {query.Id} must have either MetricStat or Expression");
            if (query.Expression is { } expression)
                Parse(expression);
            if (query.MetricStat is { } stat)
                Statistic.CheckPeriod(stat.Period);
            if (query.Period is { } period)
                Statistic.CheckPeriod(period);
        }
        if (queries.GroupBy(query => query.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Invalid($"The id {twice.Key} is given to more than one query");
    }

    /// <summary>Evaluates all queries that return data, and returns each with its series.</summary>
    public IReadOnlyList<(MetricDataQuery Query, IReadOnlyList<TimeSeries> Series)> Answer(IReadOnlyList<MetricDataQuery> all)
    {
        Check(all);
        queries = all;
        var period = all.Select(query => query.MetricStat?.Period ?? query.Period).Max() ?? 60;
        periods = Range(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds(), Math.Max(60, period));
        var nesting = new Nesting(LanguageLimits.MetricMathEvaluation);
        try
        {
            return
            [
                .. all.Where(query => query.ReturnData ?? true)
                    .Select(query => (query, Find(query.Id, nesting).AsSeries(LabelOf(query), periods))),
            ];
        }
        catch (LanguageException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    public MathValue Find(string id, Nesting nesting)
    {
        if (known.TryGetValue(id, out var value))
            return value;
        var query = queries.FirstOrDefault(query => query.Id == id) ?? throw Invalid($"Unknown identifier: {id}");
        if (!asked.Add(id))
            throw Invalid($"The expression of {id} refers to itself");
        return known[id] = query.MetricStat is { } stat ? Read(query, stat) : Parse(query.Expression!).Evaluate(this, nesting);
    }

    public IEnumerable<TimeSeries> Metrics(string? containing, Nesting nesting) =>
        queries
            .Where(query => query.MetricStat is not null && (containing is null || query.Id.Contains(containing, StringComparison.Ordinal)))
            .SelectMany(query => Find(query.Id, nesting).Series!);

    public int PeriodOf(string id) => queries.FirstOrDefault(query => query.Id == id)?.MetricStat?.Period ?? 60;

    /// <summary>The series of a SEARCH: metrics with these dimensions whose names and values match the terms.</summary>
    public IReadOnlyList<TimeSeries> Search(SearchTerms terms, string statistic, int period) =>
        [
            .. store
                .Keys.Where(key =>
                    key.Namespace == terms.Namespace
                    && NamesOf(key).SequenceEqual(terms.Dimensions)
                    && terms.Words.All(word => Fits(key, word))
                )
                .Select(key => Series(LabelOf(key), key, Statistic.Check(statistic), Statistic.CheckPeriod(period), null)),
        ];

    static IEnumerable<string> NamesOf(MetricKey key) => key.Dimensions.Select(dimension => dimension.Name);

    /// <summary>
    /// The label of a query: by default the name of the metric, with the statistic and the period if those of the queries differ.
    /// </summary>
    string LabelOf(MetricDataQuery query)
    {
        if (query.Label is not null || query.MetricStat is not { } own)
            return query.Label ?? query.Id;
        var all = queries.Select(other => other.MetricStat).OfType<MetricStat>().ToList();
        var statistic = all.Exists(other => other.Stat != own.Stat) ? $" {own.Stat}" : "";
        var period = all.Exists(other => other.Period != own.Period) ? $" {own.Period}" : "";
        return $"{own.Metric.MetricName}{statistic}{period}";
    }

    static string LabelOf(MetricKey key) => string.Join(' ', key.Dimensions.Select(dimension => dimension.Value).Append(key.Name));

    static bool Fits(MetricKey key, SearchTerm term)
    {
        var texts = term.Field switch
        {
            null => key.Dimensions.Select(dimension => dimension.Value).Append(key.Name),
            "MetricName" => [key.Name],
            _ => key.Dimensions.Where(dimension => dimension.Name == term.Field).Select(dimension => dimension.Value),
        };
        return texts.Any(term.Fits);
    }

    MathValue Read(MetricDataQuery query, MetricStat stat) =>
        new([
            Series(
                query.Label ?? stat.Metric.MetricName,
                stat.Metric.Key,
                Statistic.Check(stat.Stat),
                Statistic.CheckPeriod(stat.Period),
                stat.Unit
            ),
        ]);

    TimeSeries Series(string label, MetricKey key, string statistic, int period, string? unit)
    {
        var values = Statistic
            .Periods(store, key, period, from, to, unit)
            .Select(point => (point.Key, Value: Statistic.Of(point.Value, statistic)))
            .Where(point => point.Value is not null)
            .ToDictionary(point => point.Key, point => point.Value!.Value);
        return new(label, new(values));
    }

    static MathExpression Parse(string expression)
    {
        try
        {
            return MathExpression.Parse(expression);
        }
        catch (LanguageException exception)
        {
            throw Invalid($"Error in expression '{expression}': {exception.Message}");
        }
    }

    static long[] Range(long first, long end, int step)
    {
        var count = Math.Clamp((end - first + step - 1) / step, 0, MostPeriods);
        return [.. Enumerable.Range(0, (int)count).Select(index => first + (index * (long)step))];
    }

    static Api.AwsException Invalid(string reason) => CloudWatchService.InvalidValue(reason);
}
