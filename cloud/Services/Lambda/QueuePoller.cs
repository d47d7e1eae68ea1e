using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Lambda;

/// <summary>
/// Polls queues with the permissions of the function's role, sends the messages to the function, and deletes the messages that the function
/// processed.
/// </summary>
sealed partial class QueuePoller(
    FunctionStore functions,
    IQueues queues,
    Invoker invoker,
    IRoles roles,
    Authorizer authorizer,
    RequestIds ids,
    CloudSettings settings,
    BackgroundTasks background,
    Freezes freezes,
    TimeProvider clock,
    ILogger<QueuePoller> logger
) : IBackgroundWork
{
    const int MostAtOnce = 5;

    static readonly string[] Needed = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

    readonly ConcurrentDictionary<string, CancellationTokenSource> running = new();
    ITimer? timer;

    public void Start() => timer = background.Every(TimeSpan.FromMilliseconds(500), "queues of functions", Look, first: TimeSpan.Zero);

    public Task StopAsync()
    {
        timer?.Dispose();
        foreach (var stop in running.Values)
            stop.Cancel();
        return Task.CompletedTask;
    }

    /// <summary>The checks that AWS makes before it creates a mapping.</summary>
    public void Check(string queueArn, string roleArn, Call call)
    {
        var queue =
            queues.Find(queueArn)
            ?? throw FunctionStore.Invalid(
                "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: "
                    + "The specified queue does not exist."
            );
        var role =
            roles.ActAs(roleArn, "lambda") ?? throw FunctionStore.Invalid("The role defined for the function cannot be assumed by Lambda.");
        if (Missing(queue, role, call) is { } action)
            throw FunctionStore.Invalid($"The provided execution role does not have permissions to call {action.Split(':')[1]} on SQS");
    }

    string? Missing(IQueue queue, Caller role, Call call) =>
        Needed.FirstOrDefault(action => !authorizer.Decide(role, action, queue.Permission, call).IsAllowed);

    void Look()
    {
        var wanted = functions.Mappings.All.Where(mapping => mapping.IsEnabled).Select(mapping => mapping.Id).ToHashSet();
        foreach (var id in running.Keys.Where(id => !wanted.Contains(id)).ToList())
        {
            if (running.TryRemove(id, out var stop))
                stop.Cancel();
        }
        foreach (var id in wanted.Where(id => !running.ContainsKey(id)))
        {
            var stop = new CancellationTokenSource();
            if (running.TryAdd(id, stop))
                background.Run("queue polling", () => PollAsync(id, stop.Token));
        }
    }

    async Task PollAsync(string id, CancellationToken stop)
    {
        using var room = new SemaphoreSlim(MostAtOnce);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (functions.Mappings.Find(id) is not { } mapping)
                    return;
                if (
                    queues.Find(mapping.EventSourceArn) is not { } queue
                    || functions.Find(mapping.FunctionArn) is not { } function
                    || roles.ActAs(function.Latest.Role, function.Name) is not { } role
                )
                {
                    await Task.Delay(TimeSpan.FromSeconds(2), clock, stop).ConfigureAwait(false);
                    continue;
                }
                var call = new Call(role, ids.Next(), clock.GetUtcNow());
                if (Missing(queue, call.Caller, call) is { } action)
                {
                    Refused(function.Name, action, queue.Name);
                    await Task.Delay(TimeSpan.FromSeconds(5), clock, stop).ConfigureAwait(false);
                    continue;
                }
                await freezes.WaitAsync(Owner.Of(function.Name), stop).ConfigureAwait(false);
                await room.WaitAsync(stop).ConfigureAwait(false);
                var arrival = queue.Arrival;
                var batch = queue.Receive(Math.Min(mapping.BatchSize, 10_000));
                if (batch.Count == 0)
                {
                    room.Release();
                    await queue.WaitAsync(arrival, TimeSpan.FromSeconds(20), stop).ConfigureAwait(false);
                    continue;
                }
                var handling = HandleAsync(mapping, queue, function, batch)
                    .ContinueWith(_ => room.Release(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                if (queue.IsFifo)
                    await handling.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Broken(id, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    async Task HandleAsync(EventSourceMapping mapping, IQueue queue, Function function, IReadOnlyList<ReceivedMessage> batch)
    {
        var wanted = batch;
        if (!mapping.Filters.IsEmpty)
        {
            // Messages that match no filter are deleted.
            wanted = [.. batch.Where(message => MappingFilters.Accept(mapping.Filters, RecordOf(message, queue, parseBody: true)))];
            foreach (var message in batch.Except(wanted))
                queue.Delete(message.Receipt);
        }
        if (wanted.Count == 0)
            return;
        var payload = new JsonObject
        {
            ["Records"] = new JsonArray([.. wanted.Select(message => (JsonNode)RecordOf(message, queue, parseBody: false))]),
        };
        try
        {
            var (result, _) = await invoker
                .InvokeAsync(
                    function,
                    FunctionStore.Split(mapping.FunctionArn).Qualifier,
                    JsonSerializer.SerializeToUtf8Bytes(payload),
                    ids.Next(),
                    wanted.Select(message => message.TraceHeader).FirstOrDefault(trace => trace is not null)
                )
                .ConfigureAwait(false);
            if (result.IsError)
                return;
            var failed = mapping.ResponseTypes.Contains("ReportBatchItemFailures") ? FailuresIn(result.Payload) : [];
            if (failed is null)
                return;
            foreach (var message in wanted.Where(message => !failed.Contains(message.Id)))
                queue.Delete(message.Receipt);
            // Failed messages become visible again after their visibility timeout.
        }
        catch (AwsException exception)
        {
            Refused(function.Name, exception.Message, queue.Name);
        }
    }

    /// <summary>The ids that a function reports as failed; null if its answer is not valid, which means that all messages failed.</summary>
    static HashSet<string>? FailuresIn(byte[] answer)
    {
        JsonNode? parsed;
        try
        {
            parsed = BoundedJson.Parse(answer, LanguageLimits.Payload);
        }
        catch (LanguageException)
        {
            return null;
        }
        if (parsed is not JsonObject body || body["batchItemFailures"] is not JsonArray failures)
            return [];
        var ids = failures.Select(failure => (failure as JsonObject)?["itemIdentifier"].AsText()).ToList();
        return ids.Exists(string.IsNullOrEmpty) ? null : [.. ids.OfType<string>()];
    }

    JsonObject RecordOf(ReceivedMessage message, IQueue queue, bool parseBody)
    {
        string Time(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var attributes = new JsonObject
        {
            ["ApproximateReceiveCount"] = message.Receives.ToString(CultureInfo.InvariantCulture),
            ["SentTimestamp"] = Time(message.Sent),
            ["SenderId"] = message.SenderId,
            ["ApproximateFirstReceiveTimestamp"] = Time(message.FirstReceived),
        };
        if (message.Sequence is { } sequence)
            attributes["SequenceNumber"] = sequence;
        if (message.Group is { } group)
            attributes["MessageGroupId"] = group;
        if (message.Deduplication is { } deduplication)
            attributes["MessageDeduplicationId"] = deduplication;
        if (message.TraceHeader is { } trace)
            attributes["AWSTraceHeader"] = trace;
        var custom = new JsonObject();
        foreach (var (name, attribute) in message.Attributes)
        {
            var value = new JsonObject();
            if (attribute.StringValue is { } text)
                value["stringValue"] = text;
            if (attribute.BinaryValue is { } bytes)
                value["binaryValue"] = Convert.ToBase64String(bytes);
            value["stringListValues"] = new JsonArray();
            value["binaryListValues"] = new JsonArray();
            value["dataType"] = attribute.DataType;
            custom[name] = value;
        }
        // A filter can also match a body that is not JSON; it is compared as text.
        var body = (parseBody ? BoundedJson.TryParse(message.Body) : null) ?? JsonValue.Create(message.Body);
        var record = new JsonObject
        {
            ["messageId"] = message.Id,
            ["receiptHandle"] = message.Receipt,
            ["body"] = body,
            ["attributes"] = attributes,
            ["messageAttributes"] = custom,
            ["md5OfBody"] = message.BodyMd5,
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = queue.Arn,
            ["awsRegion"] = settings.Region,
        };
        if (message.AttributesMd5 is { } digest)
            record["md5OfMessageAttributes"] = digest;
        return record;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} receives no messages from the queue {Queue}: {Reason}")]
    partial void Refused(string function, string reason, string queue);

    [LoggerMessage(Level = LogLevel.Error, Message = "Polling for the mapping {Mapping} failed; this is a bug")]
    partial void Broken(string mapping, Exception exception);
}
