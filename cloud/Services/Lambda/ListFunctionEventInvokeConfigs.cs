using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2019-09-25/functions/{FunctionName}/event-invoke-config/list")]
sealed class ListFunctionEventInvokeConfigs(FunctionStore functions)
    : IOperation<ListFunctionEventInvokeConfigs.Input, ListFunctionEventInvokeConfigs.Output>
{
    public sealed record Input(string FunctionName, [InQuery] string? Marker = null, [InQuery] int? MaxItems = null);

    public sealed record Output(IReadOnlyList<EventInvokeConfigView> FunctionEventInvokeConfigs, string? NextMarker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call)
    {
        var function = functions.Find(input.FunctionName) ?? throw FunctionStore.NotFound("The function doesn't exist.");
        var (page, next) = Paging.Cut(
            function.InvokeConfigs.OrderBy(config => config.Qualifier, StringComparer.Ordinal),
            input.Marker,
            input.MaxItems,
            50,
            "InvalidParameterValueException"
        );
        return new([.. page.Select(config => EventInvokeConfigView.Of(config, function, functions))], next);
    }
}
