using System.Collections.Concurrent;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway.Protocols;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Gateway.Audit;

/// <summary>
/// Stores who called what, as CloudTrail does. Calls are written once a second, in one transaction; no call waits for it. Events are
/// kept for 90 days as in CloudTrail's event history, and never more than a number of them.
/// </summary>
/// <remarks>
/// A flood cannot fill the disk: of successful reads, and of calls that are throttled or have no valid signature, only so many are
/// stored in a second. Successful reads of content (data events) are not stored at all.
/// </remarks>
sealed class AuditLog(Database database, AuditEvents events, BackgroundTasks background, JsonProtocol json, CloudSettings settings)
    : IStore,
        IBackgroundWork,
        IForgetting,
        IRefusals
{
    const int MostChanges = 10_000;
    const int MostReads = 200;
    const int MostUnknown = 50;

    static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    readonly Archive<AuditEvent> archive = new(database, "audit_events", FoundBy.Time | FoundBy.Owner);
    readonly ConcurrentQueue<HandledCall> waiting = new();
    int changes,
        reads,
        unknown;
    ITimer? timer;

    public void Add(HandledCall call)
    {
        if (IsWanted(call))
            waiting.Enqueue(call);
    }

    /// <summary>A call that a service of the cloud made with a role of a student, and that was refused.</summary>
    public void Refused(Operation operation, object input, Call call, AwsException error)
    {
        var handled = new HandledCall(call.RequestId, call.Now)
        {
            Target = new(operation.Service, operation, operation.Name, json, new Dictionary<string, string>()),
            Caller = call.Caller,
            Input = input,
            SourceIp = $"{operation.Service.Prefix}.amazonaws.com",
            Error = error,
            Status = error.Status,
        };
        if (error.Denial is { } denial)
            handled.Resources.Add(denial.Resource);
        Add(handled);
    }

    /// <summary>The events of a time range, the newest first; of one user only if a name is given.</summary>
    public IEnumerable<Entry<AuditEvent>> Newest(DateTimeOffset from, DateTimeOffset until, string? userName = null) =>
        archive.Read(
            new Selection
            {
                Owner = userName,
                From = from.ToUnixTimeMilliseconds(),
                To = until.ToUnixTimeMilliseconds(),
                Descending = true,
            }
        );

    public void Start() => timer = background.Every(Every, "audit log", Write);

    public void Forget(DateTimeOffset now) => archive.RemoveBefore((now - Kept).ToUnixTimeMilliseconds(), most: 10_000);

    public Task StopAsync()
    {
        timer?.Dispose();
        Write();
        return Task.CompletedTask;
    }

    /// <summary>Writes the waiting calls.</summary>
    public void Write()
    {
        (changes, reads, unknown) = (0, 0, 0);
        if (waiting.IsEmpty)
            return;
        database.Atomically(() =>
        {
            var written = 0;
            for (; waiting.TryDequeue(out var call); written++)
            {
                var made = events.Of(call);
                archive.Add(made, call.At.ToUnixTimeMilliseconds(), made.UserName);
            }
            // Removes at least as many as were added, so that the log does not outgrow its limit however many calls come.
            archive.RemoveBeyond(settings.MostAuditEvents, written * 2);
        });
    }

    bool IsWanted(HandledCall call)
    {
        if (call.Caller is null || IsThrottled(call))
            return Interlocked.Increment(ref unknown) <= MostUnknown;
        if (call.Error is not null || call.Target is not { OperationName: { } operation, Service: { } service })
            return Interlocked.Increment(ref changes) <= MostChanges;
        if (!EventKinds.IsRead(operation))
            return Interlocked.Increment(ref changes) <= MostChanges;
        return Volatile.Read(ref reads) < MostReads
            && !EventKinds.IsData(service.Prefix, operation)
            && Interlocked.Increment(ref reads) <= MostReads;
    }

    static bool IsThrottled(HandledCall call) =>
        call.Error is { } error && error.Code == (call.Target?.Service is { } service ? service.Throttled.Code : "ThrottlingException");
}
