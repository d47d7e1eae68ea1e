using System.Collections.Immutable;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2015-03-31/event-source-mappings", Status = 202)]
sealed class CreateEventSourceMapping(FunctionStore functions, QueuePoller poller, CloudSettings settings)
    : IOperation<CreateEventSourceMapping.Input, MappingView>
{
    public sealed record Input(
        string FunctionName,
        string EventSourceArn,
        int? BatchSize = null,
        bool Enabled = true,
        int? MaximumBatchingWindowInSeconds = null,
        IReadOnlyList<string>? FunctionResponseTypes = null,
        MappingView.FilterView? FilterCriteria = null,
        MappingView.ScalingView? ScalingConfig = null,
        IReadOnlyDictionary<string, string>? Tags = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            Permission.OnEverything.With("lambda:FunctionArn", functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)),
            // The mapping has no id yet.
            .. Permission.ToTag(MappingView.ArnOf("*", settings), "lambda:TagResource", input.Tags),
        ];

    public MappingView Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        var qualifier = FunctionStore.Split(input.FunctionName).Qualifier;
        var arn = functions.ArnOf(function.Name, qualifier);
        if (!input.EventSourceArn.Contains(":sqs:", StringComparison.Ordinal))
            throw FunctionStore.Invalid(
                $"The embedded cloud supports only SQS queues as event sources; {input.EventSourceArn} is not a queue."
            );
        if (
            functions.Mappings.All.FirstOrDefault(known => known.EventSourceArn == input.EventSourceArn && known.FunctionArn == arn) is
            { } known
        )
            throw FunctionStore.Conflict(
                $"An event source mapping with SQS arn (\" {input.EventSourceArn} \") and function (\" {function.Name} \") already "
                    + $"exists. Please update or delete the existing mapping with UUID {known.Id}"
            );
        poller.Check(input.EventSourceArn, function.Latest.Role, call);
        var mapping = new EventSourceMapping(
            Guid.Parse(call.RequestId).ToString(),
            input.EventSourceArn,
            arn,
            input.BatchSize ?? 10,
            input.MaximumBatchingWindowInSeconds ?? 0,
            input.Enabled,
            call.Now
        )
        {
            ResponseTypes = [.. input.FunctionResponseTypes ?? []],
            Filters = [.. MappingFilters.Check(input.FilterCriteria)],
            MaximumConcurrency = input.ScalingConfig?.MaximumConcurrency,
            Tags = (input.Tags ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(),
        };
        functions.Mappings.Put(mapping.Id, BatchRules.Check(mapping));
        return MappingView.Of(mapping, "Creating", settings);
    }
}
