namespace Classroom.Cloud.Metrics.Expressions;

/// <summary>Values by the second at which their period begins.</summary>
sealed class TimeSeries(string label, SortedDictionary<long, double> values)
{
    public string Label => label;

    public SortedDictionary<long, double> Values => values;

    public TimeSeries Map(Func<double, double> change) => new(label, new(values.ToDictionary(point => point.Key, point => change(point.Value))));
}

/// <summary>Answers queries over metrics, expressions of metric math included; periods are counted from the first moment.</summary>
sealed class MetricMath(MetricStore store, DateTimeOffset from, DateTimeOffset to)
{
    readonly Dictionary<string, MathValue> known = new(StringComparer.Ordinal);
    readonly HashSet<string> asked = new(StringComparer.Ordinal);
    IReadOnlyList<MetricDataQuery> queries = [];
    long[] periods = [];

    /// <summary>All queries that give something back, each with its series.</summary>
    public IReadOnlyList<(MetricDataQuery Query, IReadOnlyList<TimeSeries> Series)> Answer(IReadOnlyList<MetricDataQuery> all)
    {
        queries = all;
        Check();
        var period = all.Select(query => query.MetricStat?.Period ?? query.Period).Max() ?? 60;
        var seconds = Math.Max(60, period);
        periods = Range(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds(), seconds);
        return [.. all.Where(query => query.ReturnData ?? true).Select(query => (query, Find(query.Id).AsSeries(query.Label ?? query.Id, periods)))];
    }

    public MathValue Find(string id)
    {
        if (known.TryGetValue(id, out var value)) return value;
        var query = queries.FirstOrDefault(query => query.Id == id) ?? throw Invalid($"Unknown identifier: {id}");
        if (!asked.Add(id)) throw Invalid($"The expression of {id} needs itself");
        return known[id] = query.MetricStat is { } stat ? Read(query, stat) : new MathParser(query.Expression!, this).Parse();
    }

    public IEnumerable<TimeSeries> Metrics(string? containing) =>
        queries.Where(query => query.MetricStat is not null && (containing is null || query.Id.Contains(containing, StringComparison.Ordinal))).SelectMany(query => Find(query.Id).Series!);

    public int PeriodOf(string id) => queries.FirstOrDefault(query => query.Id == id)?.MetricStat?.Period ?? 60;

    public long[] Periods => periods;

    /// <summary>The series of a SEARCH: metrics with these dimensions whose names and values match.</summary>
    public IReadOnlyList<TimeSeries> Search(string schema, string text, string stat, int period)
    {
        var parts = schema.Trim('{', '}').Split(',').Select(part => part.Trim().Trim('"')).ToList();
        var wanted = parts.Skip(1).Order(StringComparer.Ordinal).ToList();
        var terms = MathParser.SearchTerms(text);
        return
        [
            .. store.Keys.Where(key => key.Namespace == parts[0] && key.Dimensions.Select(dimension => dimension.Name).SequenceEqual(wanted) && terms.TrueForAll(term => Fits(key, term)))
                .Select(key => Series(string.Join(' ', key.Dimensions.Select(dimension => dimension.Value).Append(key.Name)), key, Statistic.Check(stat), period, null)),
        ];
    }

    static bool Fits(MetricKey key, (string? Field, string Text, bool IsExact) term)
    {
        var texts = (term.Field switch
        {
            null => key.Dimensions.Select(dimension => dimension.Value).Append(key.Name),
            "MetricName" => [key.Name],
            _ => key.Dimensions.Where(dimension => dimension.Name == term.Field).Select(dimension => dimension.Value),
        }).ToList();
        return texts.Exists(text => term.IsExact ? text == term.Text : text.Contains(term.Text, StringComparison.OrdinalIgnoreCase));
    }

    MathValue Read(MetricDataQuery query, MetricStat stat) =>
        new([Series(query.Label ?? stat.Metric.MetricName, stat.Metric.Key, Statistic.Check(stat.Stat), Statistic.CheckPeriod(stat.Period), stat.Unit)]);

    TimeSeries Series(string label, MetricKey key, string statistic, int period, string? unit)
    {
        var values = Statistic.Periods(store, key, period, from, to, unit).ToDictionary(point => point.Key, point => Statistic.Of(point.Value, statistic));
        return new(label, new(values));
    }

    void Check()
    {
        foreach (var query in queries)
        {
            if (query.Id.Length == 0 || !char.IsAsciiLetterLower(query.Id[0]) || !query.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                throw Invalid($"The value {query.Id} for parameter MetricDataQueries.member.Id is not matching the pattern ^[a-z][a-zA-Z0-9_]*$");
            if ((query.MetricStat is null) == (query.Expression is null)) throw Invalid($"The query {query.Id} must have either MetricStat or Expression");
        }
        if (queries.GroupBy(query => query.Id).FirstOrDefault(group => group.Count() > 1) is { } twice) throw Invalid($"The id {twice.Key} is given to more than one query");
    }

    static long[] Range(long first, long end, int step)
    {
        var count = Math.Clamp((end - first + step - 1) / step, 0, 100_800);
        return [.. Enumerable.Range(0, (int)count).Select(index => first + (index * (long)step))];
    }

    public static Gateway.AwsException Invalid(string reason) => CloudWatchService.InvalidValue(reason);
}
