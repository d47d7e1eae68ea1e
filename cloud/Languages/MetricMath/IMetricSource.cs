namespace Classroom.Languages.MetricMath;

/// <summary>What an expression can ask for: the other queries of the call, and the metrics that there are.</summary>
public interface IMetricSource
{
    /// <summary>The moments at which the periods of the call begin.</summary>
    IReadOnlyList<long> Periods { get; }

    /// <summary>The value of another query.</summary>
    /// <param name="nesting">Queries that name one another nest as parts of one expression do.</param>
    MathValue Find(string id, Nesting nesting);

    /// <summary>The metrics among the queries whose ids contain a text.</summary>
    IEnumerable<TimeSeries> Metrics(string? containing, Nesting nesting);

    int PeriodOf(string id);

    IReadOnlyList<TimeSeries> Search(SearchTerms terms, string statistic, int period);
}
