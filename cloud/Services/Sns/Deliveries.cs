using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Storage;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Sns;

/// <summary>
/// Delivers messages to subscriptions: to queues and functions as the principal sns.amazonaws.com, and to HTTP endpoints on this machine
/// only.
/// </summary>
sealed partial class Deliveries : IStore, IBackgroundWork, IDisposable
{
    const string Principal = "sns.amazonaws.com";

    static readonly RetryRule Retries = new(50, RetryRule.NoAge);
    static readonly RetryRule WebRetries = new(3, RetryRule.NoAge);

    readonly TopicStore topics;
    readonly Targets targets;
    readonly IMetrics metrics;
    readonly CloudSettings settings;
    readonly Signing signing;
    readonly ILogger<Deliveries> logger;
    readonly Database database;
    readonly DeliveryOrder order = new();
    readonly Outbox<Notice> pending;
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(15) };

    public Deliveries(
        Database database,
        TopicStore topics,
        Targets targets,
        IMetrics metrics,
        CloudSettings settings,
        Signing signing,
        RequestIds ids,
        TimeProvider clock,
        Freezes freezes,
        ILogger<Deliveries> logger
    )
    {
        (this.topics, this.targets, this.metrics, this.settings, this.logger) = (topics, targets, metrics, settings, logger);
        (this.signing, this.database) = (signing, database);
        pending = new(
            database,
            "sns.pending",
            ids,
            clock,
            freezes,
            notice => Owner.Of(notice.Topic),
            TryAsync,
            (notice, exception) =>
            {
                Broken(notice.Topic, exception);
                order.Leave(notice);
            },
            turn: order.TurnOf
        );
    }

    public void Send(Notice notice, Subscription subscription)
    {
        var own = notice with { Subscription = subscription.Arn };
        database.Atomically(() =>
        {
            database.Afterwards(() => order.Enter(own));
            pending.Add(own);
        });
    }

    /// <summary>Asks an HTTP endpoint to confirm its subscription.</summary>
    public async Task AskAsync(Subscription subscription, DateTimeOffset now)
    {
        var topic = topics.ArnOf(subscription.Topic);
        var url = $"{settings.Endpoint}/?Action=ConfirmSubscription&TopicArn={topic}&Token={subscription.Token}";
        var notice = new Notice(
            subscription.Token!,
            subscription.Topic,
            subscription.Arn,
            $"You have chosen to subscribe to the topic {topic}.\nTo confirm the subscription, visit the SubscribeURL included in "
                + $"this message.",
            null,
            new Dictionary<string, MessageAttribute>(),
            now
        )
        {
            SignatureVersion = topics.SignatureVersionOf(subscription.Topic),
        };
        var envelope = notice.Confirmation(topic, subscription, url, signing).ToJsonString();
        try
        {
            await PostAsync(subscription, "SubscriptionConfirmation", subscription.Token!, envelope).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            NotDelivered(subscription.Topic, subscription.Endpoint, exception.Message);
        }
    }

    public void Start()
    {
        foreach (var notice in pending.Unfinished.OrderBy(notice => notice.Sequence, StringComparer.Ordinal))
            order.Enter(notice);
        pending.Start();
    }

    public Task StopAsync()
    {
        pending.Stop();
        return Task.CompletedTask;
    }

    public void Dispose() => http.Dispose();

    async Task<Attempt> TryAsync(Notice notice, int attempts)
    {
        var attempt = await DeliverOnceAsync(notice, attempts).ConfigureAwait(false);
        if (attempt.IsDone)
            order.Leave(notice);
        return attempt;
    }

    async Task<Attempt> DeliverOnceAsync(Notice notice, int attempts)
    {
        if (topics.Subscriptions.Find(notice.Subscription) is not { } subscription)
            return Attempt.Done;
        var topic = topics.ArnOf(notice.Topic);
        var caller = Caller.Service(Principal, topic, settings.Account);
        try
        {
            await DeliverAsync(caller, topic, notice, subscription).ConfigureAwait(false);
            metrics.Count("AWS/SNS", "NumberOfNotificationsDelivered", 1, ("TopicName", notice.Topic));
            return Attempt.Done;
        }
        catch (AwsException exception)
        {
            var rule = subscription.Protocol is "http" or "https" ? WebRetries : Retries;
            if (rule.Retries(exception, attempts, TimeSpan.Zero))
                return Attempt.Failed;
            metrics.Count("AWS/SNS", "NumberOfNotificationsFailed", 1, ("TopicName", notice.Topic));
            NotDelivered(notice.Topic, subscription.Endpoint, exception.Message);
            if (subscription.DeadLetters is { } queue)
                await SendToDeadLettersAsync(caller, queue, MessageFor(notice, topic, subscription, queue)).ConfigureAwait(false);
            return Attempt.Done;
        }
    }

    Task DeliverAsync(Caller caller, string topic, Notice notice, Subscription subscription)
    {
        switch (subscription.Protocol)
        {
            case "sqs":
                return targets.SendAsync(caller, subscription.Endpoint, MessageFor(notice, topic, subscription, subscription.Endpoint));
            case "lambda":
                var record = new JsonObject
                {
                    ["EventSource"] = "aws:sns",
                    ["EventVersion"] = "1.0",
                    ["EventSubscriptionArn"] = subscription.Arn,
                    ["Sns"] = notice.Record(topic, subscription, settings.Endpoint, signing),
                };
                return targets.SendAsync(
                    caller,
                    subscription.Endpoint,
                    new(new JsonObject { ["Records"] = new JsonArray(record) }.ToJsonString()) { Trace = notice.Trace }
                );
            default:
                return PostAsync(
                    subscription,
                    "Notification",
                    notice.Id,
                    subscription.IsRaw
                        ? notice.TextFor(subscription.Protocol)
                        : notice.Envelope(topic, subscription, settings.Endpoint, signing).ToJsonString()
                );
        }
    }

    async Task PostAsync(Subscription subscription, string type, string id, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Endpoint)
        {
            Content = new StringContent(body, Encoding.UTF8, "text/plain"),
        };
        request.Headers.Add("x-amz-sns-message-type", type);
        request.Headers.Add("x-amz-sns-message-id", id);
        request.Headers.Add("x-amz-sns-topic-arn", topics.ArnOf(subscription.Topic));
        request.Headers.Add("x-amz-sns-subscription-arn", subscription.Arn);
        if (subscription.IsRaw)
            request.Headers.Add("x-amz-sns-rawdelivery", "true");
        try
        {
            using var response = await http.SendAsync(request).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new AwsException(
                    "EndpointFailed",
                    $"{subscription.Endpoint} answered with {(int)response.StatusCode}",
                    response.StatusCode >= HttpStatusCode.InternalServerError ? 500 : 400
                );
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            throw new AwsException("EndpointFailed", $"{subscription.Endpoint} does not answer: {exception.Message}", 503);
        }
    }

    /// <summary>
    /// The message for a queue. Only a FIFO queue takes a deduplication id, and a standard queue gets the group of standard topics only.
    /// </summary>
    TargetMessage MessageFor(Notice notice, string topic, Subscription subscription, string queue) =>
        new(
            subscription.IsRaw
                ? notice.TextFor(subscription.Protocol)
                : notice.Envelope(topic, subscription, settings.Endpoint, signing).ToJsonString()
        )
        {
            Attributes = subscription.IsRaw && notice.Attributes.Count > 0 ? JsonSerializer.SerializeToNode(notice.Attributes) : null,
            Group = IsFifo(queue) || notice.Sequence is null ? notice.Group : null,
            Trace = notice.Trace,
            Deduplication = IsFifo(queue) ? notice.Deduplication : null,
        };

    static bool IsFifo(string queue) => queue.EndsWith(".fifo", StringComparison.Ordinal);

    async Task SendToDeadLettersAsync(Caller caller, string queue, TargetMessage message)
    {
        try
        {
            await targets.SendAsync(caller, queue, message).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            NotDelivered(queue, queue, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of the topic {Topic} could not be delivered to {Endpoint}: {Reason}")]
    partial void NotDelivered(string topic, string endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of the topic {Topic} could not be handled; this is a bug")]
    partial void Broken(string topic, Exception exception);
}
