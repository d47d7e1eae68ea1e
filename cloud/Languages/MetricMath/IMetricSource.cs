namespace Classroom.Languages.MetricMath;

/// <summary>The data that an expression may use: the other queries of the call, and the existing metrics.</summary>
public interface IMetricSource
{
    /// <summary>The start times of the periods of the call.</summary>
    IReadOnlyList<long> Periods { get; }

    /// <summary>The value of another query.</summary>
    /// <param name="nesting">Queries that refer to each other share one nesting limit, like the parts of one expression.</param>
    MathValue Find(string id, Nesting nesting);

    /// <summary>The metrics among the queries whose ids contain a text.</summary>
    IEnumerable<TimeSeries> Metrics(string? containing, Nesting nesting);

    int PeriodOf(string id);

    IReadOnlyList<TimeSeries> Search(SearchTerms terms, string statistic, int period);
}
