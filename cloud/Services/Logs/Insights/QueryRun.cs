using System.Collections.Immutable;

namespace Classroom.Cloud.Logs;

/// <summary>A query of Logs Insights that was started.</summary>
/// <param name="From">The first second that counts, and with To the last one, as Unix times.</param>
sealed record QueryRun(
    string Id,
    string QueryString,
    ImmutableArray<string> Groups,
    long From,
    long To,
    int Limit,
    DateTimeOffset Created,
    string Status
)
{
    public const string Running = "Running";
    public const string Complete = "Complete";
    public const string Failed = "Failed";
    public const string Cancelled = "Cancelled";
}

/// <summary>What a query found.</summary>
sealed record QueryFindings(IReadOnlyList<IReadOnlyList<ResultField>> Results, QueryStatistics Statistics);

sealed record ResultField(string Field, string Value);

sealed record QueryStatistics(double RecordsMatched, double RecordsScanned, double BytesScanned)
{
    public static QueryStatistics None { get; } = new(0, 0, 0);
}
