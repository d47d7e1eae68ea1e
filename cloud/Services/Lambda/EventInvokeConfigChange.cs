using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

/// <summary>The settings of asynchronous invocations in a request.</summary>
sealed record EventInvokeConfigChange(
    string FunctionName,
    [InQuery] string? Qualifier = null,
    int? MaximumRetryAttempts = null,
    int? MaximumEventAgeInSeconds = null,
    DestinationView? DestinationConfig = null
)
{
    /// <param name="keeps">Whether absent members keep their value.</param>
    public EventInvokeConfigView Put(FunctionStore functions, bool keeps, DateTimeOffset now)
    {
        var function = functions.Find(FunctionName) ?? throw FunctionStore.NotFound("The function doesn't exist.");
        var named = FunctionStore.Split(FunctionName).Qualifier;
        if (named is not null && Qualifier is not null && named != Qualifier)
            throw FunctionStore.Invalid("The derived qualifier from the function name does not match the specified qualifier.");
        var qualifier = Qualifier ?? named ?? "$LATEST";
        if (!keeps && MaximumRetryAttempts is null && MaximumEventAgeInSeconds is null && DestinationConfig is null)
            throw FunctionStore.Invalid("You must specify at least one of error handling or destination setting.");
        FunctionChanges.Limit("maximumRetryAttempts", MaximumRetryAttempts, 0, 2);
        FunctionChanges.Limit("maximumEventAgeInSeconds", MaximumEventAgeInSeconds, 60, 21_600);
        var before = function.InvokeConfigs.Find(known => known.Qualifier == qualifier);
        if (keeps && before is null)
            throw EventInvokeConfigView.NotThere(function.Name, qualifier, functions);
        var others = before is null ? function.InvokeConfigs : function.InvokeConfigs.Remove(before);
        var rest = keeps ? before : null;
        var config = new EventInvokeConfig(
            qualifier,
            MaximumRetryAttempts ?? rest?.MaximumRetryAttempts,
            MaximumEventAgeInSeconds ?? rest?.MaximumEventAgeInSeconds,
            DestinationConfig?.ToDestination() ?? rest?.Destination,
            now
        );
        functions.Functions.Put(function.Name, function with { InvokeConfigs = others.Add(config) });
        return EventInvokeConfigView.Of(config, function, functions);
    }
}
