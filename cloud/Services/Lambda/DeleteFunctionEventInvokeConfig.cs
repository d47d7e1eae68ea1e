using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("DELETE", "/2019-09-25/functions/{FunctionName}/event-invoke-config", Status = 204)]
sealed class DeleteFunctionEventInvokeConfig(FunctionStore functions) : IOperation<DeleteFunctionEventInvokeConfig.Input, Nothing>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Nothing Run(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier) ?? "$LATEST";
        var function = functions.Find(input.FunctionName) ?? throw EventInvokeConfigView.NotThere(input.FunctionName, qualifier, functions);
        if (!function.InvokeConfigs.Exists(known => known.Qualifier == qualifier))
            throw EventInvokeConfigView.NotThere(function.Name, qualifier, functions);
        functions.Functions.Put(
            function.Name,
            function with
            {
                InvokeConfigs = function.InvokeConfigs.RemoveAll(known => known.Qualifier == qualifier),
            }
        );
        return Nothing.Value;
    }
}
