using System.Collections.Concurrent;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Gateway;

/// <summary>A stored record of a call.</summary>
sealed record CallRecord(string Caller, string Service, string Operation, int Status, string? Error, double Milliseconds, string RequestId);

/// <summary>
/// Stores the calls that changed something or failed, so that they can be queried later. Calls are written once a second and kept for 90
/// days, as in the event history of CloudTrail.
/// </summary>
sealed class CallLog(Database database, BackgroundTasks background, TimeProvider clock) : IStore, IBackgroundWork, IForgetting
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // The greatest number of calls stored for one second; further calls in that second are not stored.
    const int MostWaiting = 10_000;

    // Successful calls of read operations are not stored: they would be most of all calls.
    static readonly string[] ReadPrefixes =
    [
        "Get",
        "List",
        "Describe",
        "Batch",
        "Head",
        "Filter",
        "Receive",
        "Simulate",
        "Test",
        "Validate",
        "Search",
        "Lookup",
    ];

    readonly Archive<CallRecord> records = new(database, "call_records", FoundBy.Time);
    readonly ConcurrentQueue<(long At, CallRecord Record)> waiting = new();
    ITimer? timer;

    public void Add(Target? target, string caller, string? error, int status, TimeSpan took, string requestId)
    {
        var operation = target?.OperationName ?? "";
        if (error is null && ReadPrefixes.Any(prefix => operation.StartsWith(prefix, StringComparison.Ordinal)))
            return;
        if (waiting.Count >= MostWaiting)
            return;
        var record = new CallRecord(
            caller,
            target?.Service?.Prefix ?? "",
            operation,
            status,
            error,
            Math.Round(took.TotalMilliseconds, 3),
            requestId
        );
        waiting.Enqueue((clock.GetUtcNow().ToUnixTimeMilliseconds(), record));
    }

    public void Start() => timer = background.Every(Every, "log of calls", Write);

    public void Forget(DateTimeOffset now) => records.RemoveBefore((now - Kept).ToUnixTimeMilliseconds(), most: 10_000);

    public Task StopAsync()
    {
        timer?.Dispose();
        Write();
        return Task.CompletedTask;
    }

    void Write()
    {
        if (waiting.IsEmpty)
            return;
        database.Atomically(() =>
        {
            while (waiting.TryDequeue(out var call))
                records.Add(call.Record, call.At);
        });
    }
}
