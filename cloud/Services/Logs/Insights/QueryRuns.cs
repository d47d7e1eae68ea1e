using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Classroom.Languages.LogQueries;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Logs;

/// <summary>Runs queries of Logs Insights, and keeps their results for a week as AWS does.</summary>
sealed partial class QueryRuns(Database database, LogStore logs, CloudSettings settings, FairScheduler scheduler, ILogger<QueryRuns> logger)
    : IStore,
        IForgetting
{
    const int MostEvents = 1_000_000;
    const int MostKept = 1000;

    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    readonly Table<QueryRun> runs = new(database, "logs.query_runs");
    readonly Archive<QueryFindings> findings = new(database, "query_findings", FoundBy.Key | FoundBy.Time);

    public IEnumerable<QueryRun> All => runs.All.OrderByDescending(run => run.Created);

    public QueryRun Find(string id) => runs.Find(id) ?? throw LogStore.NotFound("Unable to find the query with the specified query ID");

    /// <summary>The results, and the numbers of events, as far as they are known.</summary>
    public QueryFindings FindingsOf(string id) => findings.Find(id)?.Value ?? new([], QueryStatistics.None);

    /// <summary>Starts a query; the caller's student is the one whose turn it takes.</summary>
    public void Start(QueryRun run, LogQuery query, Owner owner)
    {
        runs.Put(run.Id, run);
        database.Afterwards(() => scheduler.Post(owner, () => Work(run, query)));
    }

    /// <summary>Returns false if the query has ended.</summary>
    public bool Stop(string id)
    {
        if (Find(id) is not { Status: QueryRun.Running } run)
            return false;
        runs.Put(id, run with { Status = QueryRun.Cancelled });
        return true;
    }

    /// <summary>Queries that were running when the cloud ended have failed.</summary>
    public void Opened()
    {
        foreach (var run in runs.All.Where(run => run.Status == QueryRun.Running).ToList())
            database.Separately(() => runs.Put(run.Id, run with { Status = QueryRun.Failed }));
    }

    public void Forget(DateTimeOffset now)
    {
        foreach (var run in All.Where((run, index) => index >= MostKept || run.Created < now - Kept).ToList())
        {
            runs.Remove(run.Id);
            findings.Remove(run.Id);
        }
    }

    void Work(QueryRun run, LogQuery query)
    {
        QueryFindings? found = null;
        try
        {
            found = Read(run, query);
        }
        catch (LanguageException exception)
        {
            LogFailed(run.Id, exception.Message);
        }
        database.Separately(() =>
        {
            if (runs.Find(run.Id) is not { Status: QueryRun.Running })
                return;
            if (found is not null)
                findings.Put(run.Id, found, run.Created.ToUnixTimeMilliseconds());
            runs.Put(run.Id, run with { Status = found is null ? QueryRun.Failed : QueryRun.Complete });
        });
    }

    QueryFindings Read(QueryRun run, LogQuery query)
    {
        var (bytes, events) = (0L, new List<LogRecord>());
        var streams = run.Groups.SelectMany(logs.StreamsOf);
        foreach (var found in logs.Events.Read(streams, LogPlace.First, run.From * 1000, (run.To * 1000) + 1000))
        {
            if (events.Count == MostEvents)
                throw new LanguageException(
                    $"The query reads more than {MostEvents} events; make its time range smaller",
                    Refusal.TooCostly
                );
            bytes += found.Event.Message.Length;
            events.Add(Record(found));
        }
        events.Reverse();
        var result = query.Run(events, run.Limit);
        return new(
            [.. result.Rows.Select(row => row.Select(field => new ResultField(field.Key, field.Value)).ToList())],
            new(result.Matched, events.Count, bytes)
        );
    }

    LogRecord Record(PlacedEvent found) =>
        new(
            found.Event.Timestamp,
            found.Event.Ingested,
            found.Event.Message,
            found.Stream.Name,
            $"{settings.Account}:{found.Stream.Group}",
            EventPointer.Of(found)
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "The query {Id} of Logs Insights has failed: {Reason}")]
    partial void LogFailed(string id, string reason);
}
