using System.Collections.Concurrent;
using System.Collections.Immutable;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Sqs;

/// <summary>Stores queues and messages.</summary>
sealed class QueueStore(Database database, CloudSettings settings, TimeProvider clock, RequestIds ids) : IStore, ITagSource, IStudentData
{
    readonly ConcurrentDictionary<string, QueueContent> contents = new(StringComparer.Ordinal);
    readonly MessageTables messages = new(database);
    Dictionary<string, List<MessageState>> left = [];
    long sequence;

    public Table<Queue> Queues { get; } = new(database, "sqs.queues");

    /// <summary>The names of recently deleted queues, each with the time until which the name cannot be used.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Deleted { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of recently purged queues, each with the time until which the queue cannot be purged again.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Purged { get; } = new(StringComparer.Ordinal);

    public IEnumerable<(Owner Owner, long Bytes)> Sizes() => messages.Sizes().Select(size => (Owner.Of(size.Queue), size.Bytes));

    public string ArnOf(string name) => settings.Arn("sqs", name);

    public string UrlOfArn(string arn) => UrlOf(arn[(arn.LastIndexOf(':') + 1)..]);

    public string UrlOf(string name) => $"{settings.Endpoint}/{settings.Account}/{name}";

    /// <summary>Finds a queue by URL. Only the last part of the URL counts, because the host name may differ.</summary>
    public Queue ByUrl(string url) => Queues.Find(url[(url.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/')) ?? throw SqsErrors.NoQueue();

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Queues.All.Select(queue => (ArnOf(queue.Name), (IEnumerable<KeyValuePair<string, string>>)queue.Tags));

    public Queue? ByArn(string arn) => arn.StartsWith(ArnOf(""), StringComparison.Ordinal) ? Queues.Find(arn[ArnOf("").Length..]) : null;

    /// <summary>The permission for an operation on a queue, with the resource policy of the queue.</summary>
    public IEnumerable<Permission> Needs(string url, string? action = null)
    {
        var queue = ByUrl(url);
        return
        [
            new Permission(ArnOf(queue.Name), action)
            {
                ResourcePolicy = Policies.ParseOptional(queue.Attributes.GetValueOrDefault("Policy")),
            },
        ];
    }

    /// <summary>The permission for an operation that names a queue by its ARN. The queue need not exist.</summary>
    public IEnumerable<Permission> NeedsOfArn(string arn, string? action = null) =>
        [new Permission(arn, action) { ResourcePolicy = Policies.ParseOptional(ByArn(arn)?.Attributes.GetValueOrDefault("Policy")) }];

    public QueueContent ContentOf(Queue queue) =>
        contents.GetOrAdd(queue.Name, name => new(name, messages, left.GetValueOrDefault(name) ?? [], clock));

    /// <summary>Puts the stored messages into their queues.</summary>
    public void Opened()
    {
        left = messages.States.Unordered.GroupBy(message => message.Queue).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var queue in Queues.Unordered)
            ContentOf(queue);
        left = [];
        messages.States.Undone = id =>
        {
            foreach (var content in contents.Values)
                content.Refresh(id);
        };
    }

    public Message Send(
        Queue queue,
        string body,
        string sender,
        ImmutableSortedDictionary<string, MessageAttribute>? attributes = null,
        int? delay = null,
        string? group = null,
        string? deduplication = null,
        string? trace = null
    )
    {
        var now = clock.GetUtcNow();
        var state = new MessageState(ids.Next(), queue.Name, now, sender)
        {
            Group = group,
            Deduplication = deduplication,
            TraceHeader = trace,
            Sequence = NextSequence(now),
            Visible = now.AddSeconds(delay ?? queue.DelaySeconds),
        };
        var content = new MessageContent(body) { Attributes = attributes ?? ImmutableSortedDictionary<string, MessageAttribute>.Empty };
        return ContentOf(queue).Add(new(state, content), queue);
    }

    /// <summary>Receives visible messages. Messages that have been received too often are moved to the dead-letter queue.</summary>
    public IReadOnlyList<Message> Receive(Queue queue, int most, int? visibility) =>
        ContentOf(queue).Take(queue, most, visibility ?? queue.VisibilityTimeout, message => MoveToDeadLetters(queue, message));

    public void Remove(Queue queue)
    {
        ContentOf(queue).Clear();
        contents.TryRemove(queue.Name, out _);
        Purged.TryRemove(queue.Name, out _);
        Queues.Remove(queue.Name);
        Deleted[queue.Name] = clock.GetUtcNow().AddSeconds(60);
    }

    long NextSequence(DateTimeOffset now)
    {
        // Based on the time, so that numbers keep growing after a restart.
        var least = now.ToUnixTimeMilliseconds() * 1_000_000;
        while (true)
        {
            var last = Interlocked.Read(ref sequence);
            var next = Math.Max(last + 1, least);
            if (Interlocked.CompareExchange(ref sequence, next, last) == last)
                return next;
        }
    }

    /// <summary>
    /// Returns the action that moves a message to the dead-letter queue; null if the message has not been received too often.
    /// </summary>
    Action? MoveToDeadLetters(Queue queue, MessageState message)
    {
        if (queue.DeadLetters is not { } policy || message.Receives < policy.Receives || ByArn(policy.Arn) is not { } target)
            return null;
        return () =>
            ContentOf(target)
                .Accept(
                    message with
                    {
                        Queue = target.Name,
                        Visible = clock.GetUtcNow(),
                        Receipt = null,
                        DeadLetterSource = ArnOf(queue.Name),
                        Deduplication = null,
                    }
                );
    }
}
