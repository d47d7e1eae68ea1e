using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Events.Delivery;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Events;

sealed partial class PutEvents(RuleStore rules, EventRouter router, RequestIds ids, ILogger<PutEvents> logger)
    : IOperation<PutEvents.Input, PutEvents.Output>
{
    const int MostEntries = 10;

    public sealed record Input(IReadOnlyList<Entry> Entries, string? EndpointId = null);

    public sealed record Output(int FailedEntryCount, IReadOnlyList<Result> Entries);

    public sealed record Entry(
        DateTimeOffset? Time = null,
        string? Source = null,
        IReadOnlyList<string>? Resources = null,
        string? DetailType = null,
        string? Detail = null,
        string? EventBusName = null,
        string? TraceHeader = null
    );

    public sealed record Result(string? EventId, string? ErrorCode = null, string? ErrorMessage = null);

    Result Put(Entry entry, Call call)
    {
        if (string.IsNullOrEmpty(entry.Source))
            return Missing("Source");
        if (string.IsNullOrEmpty(entry.DetailType))
            return Missing("DetailType");
        if (string.IsNullOrEmpty(entry.Detail))
            return Missing("Detail");
        if (entry.Source.StartsWith("aws.", StringComparison.Ordinal))
            return new(null, "NotAuthorizedForSourceException", "Not authorized for the source.");
        if (BoundedJson.TryParse(entry.Detail) is not JsonObject detail)
            return new(null, "MalformedDetail", "Detail is malformed.");
        var id = ids.Next();
        var bus = RuleStore.BusName(entry.EventBusName);
        // AWS accepts events for a bus that does not exist, and drops them.
        if (rules.Find(bus) is null)
            NoBus(bus);
        else
            router.Route(
                bus,
                router.Envelope(id, entry.Source, entry.DetailType, detail, entry.Resources ?? [], entry.Time ?? call.Now),
                call.Trace
            );
        return new(id);
    }

    /// <summary>AWS repeats the entries as its own code prints them.</summary>
    static AwsException WrongCount(IReadOnlyList<Entry> entries)
    {
        static string Text(string? value) => value ?? "null";
        var printed = entries.Select(entry =>
            $"PutEventsRequestEntry(time={Text(entry.Time?.ToString("R", CultureInfo.InvariantCulture))}, source={Text(entry.Source)}, "
            + $"resources={(entry.Resources is { } resources ? $"[{string.Join(", ", resources)}]" : "null")}, "
            + $"detailType={Text(entry.DetailType)}, detail={Text(entry.Detail)}, eventBusName={Text(entry.EventBusName)}, "
            + $"traceHeader={Text(entry.TraceHeader)}, kmsKeyIdentifier=null, internalMetadata=null)"
        );
        var bound = entries.Count == 0 ? "greater than or equal to 1" : $"less than or equal to {MostEntries}";
        return RuleStore.Invalid(
            $"1 validation error detected: Value '[{string.Join(", ", printed)}]' at 'entries' failed to satisfy constraint: "
                + $"Member must have length {bound}"
        );
    }

    static Result Missing(string name) =>
        new(null, "InvalidArgument", $"Parameter {name} is not valid. Reason: {name} is a required argument.");

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "An event was put on the bus {Bus}, which does not exist; as on AWS, it was dropped without an error"
    )]
    partial void NoBus(string bus);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            .. input
                .Entries.Select(entry => rules.NeedOf(entry.EventBusName, entry.Source ?? "", entry.DetailType ?? ""))
                .DistinctBy(need => string.Join('\n', need.Context.Select(pair => pair.Value).Prepend(need.Resource))),
        ];

    public Output Run(Input input, Call call)
    {
        if (input.Entries.Count is 0 or > MostEntries)
            throw WrongCount(input.Entries);
        if (input.Entries.Sum(entry => 14L + Encoding.UTF8.GetByteCount($"{entry.Source}{entry.DetailType}{entry.Detail}")) > 1_048_576)
            throw RuleStore.Invalid("Total size of the entries in the request is over the limit.");
        var results = input.Entries.Select(entry => Put(entry, call)).ToList();
        return new(results.Count(result => result.ErrorCode is not null), results);
    }
}
