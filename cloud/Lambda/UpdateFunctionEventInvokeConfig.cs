using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2019-09-25/functions/{FunctionName}/event-invoke-config")]
sealed class UpdateFunctionEventInvokeConfig(FunctionStore functions) : IOperation<UpdateFunctionEventInvokeConfig.Input, EventInvokeConfigView>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null, int? MaximumRetryAttempts = null, int? MaximumEventAgeInSeconds = null, DestinationView? DestinationConfig = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public EventInvokeConfigView Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        var qualifier = input.Qualifier ?? "$LATEST";
        var before = function.InvokeConfigs.Find(known => known.Qualifier == qualifier);
        var config = new EventInvokeConfig(qualifier, input.MaximumRetryAttempts ?? before?.MaximumRetryAttempts, input.MaximumEventAgeInSeconds ?? before?.MaximumEventAgeInSeconds, input.DestinationConfig?.ToDestination() ?? before?.Destination, call.Now);
        functions.Functions.Put(function.Name, function with { InvokeConfigs = (before is null ? function.InvokeConfigs : function.InvokeConfigs.Remove(before)).Add(config) });
        return EventInvokeConfigView.Of(config, function, functions);
    }
}
