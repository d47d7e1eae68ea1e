using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2019-09-25/functions/{FunctionName}/event-invoke-config")]
sealed class GetFunctionEventInvokeConfig(FunctionStore functions) : IOperation<GetFunctionEventInvokeConfig.Input, EventInvokeConfigView>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public EventInvokeConfigView Run(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier) ?? "$LATEST";
        var function = functions.Find(input.FunctionName) ?? throw EventInvokeConfigView.NotThere(input.FunctionName, qualifier, functions);
        var config =
            function.InvokeConfigs.Find(known => known.Qualifier == qualifier)
            ?? throw EventInvokeConfigView.NotThere(function.Name, qualifier, functions);
        return EventInvokeConfigView.Of(config, function, functions);
    }
}
