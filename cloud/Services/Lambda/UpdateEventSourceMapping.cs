using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("PUT", "/2015-03-31/event-source-mappings/{UUID}", Status = 202)]
sealed class UpdateEventSourceMapping(FunctionStore functions, CloudSettings settings)
    : IOperation<UpdateEventSourceMapping.Input, MappingView>
{
    public sealed record Input(
        string UUID,
        string? FunctionName = null,
        bool? Enabled = null,
        int? BatchSize = null,
        int? MaximumBatchingWindowInSeconds = null,
        IReadOnlyList<string>? FunctionResponseTypes = null,
        MappingView.FilterView? FilterCriteria = null,
        MappingView.ScalingView? ScalingConfig = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(MappingView.ArnOf(input.UUID, settings)).With(
                "lambda:FunctionArn",
                functions.Mappings.Find(input.UUID)?.FunctionArn
            ),
        ];

    public MappingView Run(Input input, Call call)
    {
        var mapping = functions.Mappings.Find(input.UUID) ?? throw FunctionStore.NotFound("The resource you requested does not exist.");
        var changed = mapping with
        {
            FunctionArn = input.FunctionName is { } name
                ? functions.ArnOf(functions.Function(name).Name, FunctionStore.Split(name).Qualifier)
                : mapping.FunctionArn,
            IsEnabled = input.Enabled ?? mapping.IsEnabled,
            BatchSize = input.BatchSize ?? mapping.BatchSize,
            BatchingWindow = input.MaximumBatchingWindowInSeconds ?? mapping.BatchingWindow,
            ResponseTypes = input.FunctionResponseTypes is { } types ? [.. types] : mapping.ResponseTypes,
            Filters = input.FilterCriteria is { } criteria ? [.. MappingFilters.Check(criteria)] : mapping.Filters,
            MaximumConcurrency = input.ScalingConfig is { } scaling ? scaling.MaximumConcurrency : mapping.MaximumConcurrency,
            Modified = call.Now,
        };
        functions.Mappings.Put(changed.Id, BatchRules.Check(changed));
        return MappingView.Of(changed, "Updating", settings);
    }
}
