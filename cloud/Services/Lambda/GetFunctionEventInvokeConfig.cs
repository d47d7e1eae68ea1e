using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2019-09-25/functions/{FunctionName}/event-invoke-config")]
sealed class GetFunctionEventInvokeConfig(FunctionStore functions) : IOperation<GetFunctionEventInvokeConfig.Input, EventInvokeConfigView>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public EventInvokeConfigView Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        var config =
            function.InvokeConfigs.Find(known => known.Qualifier == (input.Qualifier ?? "$LATEST"))
            ?? throw EventInvokeConfigView.NotThere(function, input.Qualifier ?? "$LATEST", functions);
        return EventInvokeConfigView.Of(config, function, functions);
    }
}
