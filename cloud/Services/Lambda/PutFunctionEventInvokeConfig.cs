using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("PUT", "/2019-09-25/functions/{FunctionName}/event-invoke-config")]
sealed class PutFunctionEventInvokeConfig(FunctionStore functions) : IOperation<EventInvokeConfigChange, EventInvokeConfigView>
{
    public IEnumerable<Permission> Needs(EventInvokeConfigChange input, Call call) =>
        [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public EventInvokeConfigView Run(EventInvokeConfigChange input, Call call) => input.Put(functions, keeps: false, call.Now);
}
