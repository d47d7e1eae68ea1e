using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2019-09-25/functions/{FunctionName}/event-invoke-config")]
sealed class UpdateFunctionEventInvokeConfig(FunctionStore functions) : IOperation<EventInvokeConfigChange, EventInvokeConfigView>
{
    public IEnumerable<Permission> Needs(EventInvokeConfigChange input, Call call) =>
        [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public EventInvokeConfigView Run(EventInvokeConfigChange input, Call call) => input.Put(functions, keeps: true, call.Now);
}
