using System.Globalization;
using System.Text.Json;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway.Audit;
using Classroom.Storage;

namespace Classroom.Cloud.CloudTrail;

/// <summary>Reads the management events of the audit log, the newest first.</summary>
[ReadsArchives]
sealed class LookupEvents(AuditLog log) : IOperation<LookupEvents.Input, LookupEvents.Output>
{
    const int MostResults = 50;

    static readonly string[] Keys =
    [
        "EventId",
        "EventName",
        "ReadOnly",
        "Username",
        "ResourceType",
        "ResourceName",
        "EventSource",
        "AccessKeyId",
    ];

    public sealed record LookupAttribute(string AttributeKey, string AttributeValue);

    public sealed record Input(
        IReadOnlyList<LookupAttribute>? LookupAttributes = null,
        DateTimeOffset? StartTime = null,
        DateTimeOffset? EndTime = null,
        string? EventCategory = null,
        int? MaxResults = null,
        string? NextToken = null
    );

    public sealed record Resource(string? ResourceType, string ResourceName);

    public sealed record Event(
        string EventId,
        string EventName,
        string ReadOnly,
        string? AccessKeyId,
        DateTimeOffset EventTime,
        string EventSource,
        string Username,
        IReadOnlyList<Resource> Resources,
        string CloudTrailEvent
    );

    public sealed record Output(IReadOnlyList<Event> Events, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var attribute = Check(input);
        var (until, after) = ReadToken(input.NextToken) ?? ((input.EndTime ?? call.Now).AddMilliseconds(1), long.MaxValue);
        var most = input.MaxResults ?? MostResults;
        var found = log.Newest(
                input.StartTime ?? DateTimeOffset.UnixEpoch,
                until,
                attribute?.AttributeKey == "Username" ? attribute.AttributeValue : null
            )
            .Where(entry => entry.At < until.ToUnixTimeMilliseconds() - 1 || entry.Number < after)
            .Where(entry => entry.Value.ManagementEvent && (attribute is null || Fits(entry.Value, attribute)))
            .Take(most + 1)
            .ToList();
        return found.Count <= most
            ? new([.. found.Select(View)], null)
            : new([.. found.Take(most).Select(View)], TokenAfter(found[most - 1]));
    }

    static LookupAttribute? Check(Input input)
    {
        if (input.MaxResults is < 1 or > MostResults)
            throw new AwsException("InvalidMaxResultsException", $"Max results must be between 1 and {MostResults}.");
        if (input.EventCategory is { } category && category != "insight")
            throw new AwsException("InvalidEventCategoryException", $"The event category {category} is not valid.");
        if (input.EventCategory is not null)
            throw new AwsException("InvalidEventCategoryException", "The embedded cloud records no insight events.");
        if (input.StartTime > input.EndTime)
            throw new AwsException("InvalidTimeRangeException", "Start time must be before end time.");
        if (input.LookupAttributes is not { Count: > 0 } attributes)
            return null;
        if (attributes.Count > 1)
            throw new AwsException("InvalidLookupAttributesException", "Only one attribute can be specified.");
        return Keys.Contains(attributes[0].AttributeKey)
            ? attributes[0]
            : throw new AwsException(
                "InvalidLookupAttributesException",
                $"{attributes[0].AttributeKey} is not a valid attribute key. Valid keys are {string.Join(", ", Keys)}."
            );
    }

    static bool Fits(AuditEvent found, LookupAttribute attribute) =>
        attribute.AttributeKey switch
        {
            "EventId" => found.EventID == attribute.AttributeValue,
            "EventName" => found.EventName == attribute.AttributeValue,
            "ReadOnly" => Text(found.ReadOnly) == attribute.AttributeValue,
            "Username" => found.UserName == attribute.AttributeValue,
            "ResourceType" => found.Resources.Any(resource => resource.Type == attribute.AttributeValue),
            "ResourceName" => found.Resources.Any(resource =>
                resource.Arn == attribute.AttributeValue || NameOf(resource.Arn) == attribute.AttributeValue
            ),
            "EventSource" => found.EventSource == attribute.AttributeValue,
            _ => found.UserIdentity.AccessKeyId == attribute.AttributeValue,
        };

    static Event View(Entry<AuditEvent> entry)
    {
        var found = entry.Value;
        return new(
            found.EventID,
            found.EventName,
            Text(found.ReadOnly),
            found.UserIdentity.AccessKeyId,
            DateTimeOffset.FromUnixTimeMilliseconds(entry.At),
            found.EventSource,
            found.UserName,
            [.. found.Resources.Select(resource => new Resource(resource.Type, resource.Arn))],
            JsonSerializer.Serialize(found, Stored.Json)
        );
    }

    static string Text(bool value) => value ? "true" : "false";

    static string NameOf(string arn) => arn.Split(':', '/')[^1];

    /// <summary>The next page begins after this event. Events that are recorded later do not move it.</summary>
    static string TokenAfter(Entry<AuditEvent> entry) =>
        Convert.ToBase64String(
            System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{entry.At}:{entry.Number}"))
        );

    static (DateTimeOffset Until, long Number)? ReadToken(string? token)
    {
        if (token is null)
            return null;
        var bytes = new byte[token.Length];
        return
            Convert.TryFromBase64String(token, bytes, out var count)
            && System.Text.Encoding.ASCII.GetString(bytes, 0, count).Split(':') is [var time, var number]
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && at < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? (DateTimeOffset.FromUnixTimeMilliseconds(at + 1), last)
            : throw new AwsException("InvalidNextTokenException", "The token is not valid.");
    }
}
