using System.Collections.Concurrent;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Gateway;

/// <summary>A call as it is remembered.</summary>
sealed record CallRecord(string Caller, string Service, string Operation, int Status, string? Error, double Milliseconds, string RequestId);

/// <summary>
/// Remembers calls that changed something or failed, for who asks later who did what: written once a second, kept as long as CloudTrail
/// keeps its history.
/// </summary>
sealed class CallLog(Database database, BackgroundTasks background, TimeProvider clock) : IStore, IBackgroundWork, IForgetting
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // More than that in a second is load, and tells nothing.
    const int MostWaiting = 10_000;

    // Successful calls that only look would be most of all.
    static readonly string[] Looking =
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
        if (error is null && Looking.Any(prefix => operation.StartsWith(prefix, StringComparison.Ordinal)))
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
