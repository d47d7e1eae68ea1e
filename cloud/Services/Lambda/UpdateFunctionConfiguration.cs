using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("PUT", "/2015-03-31/functions/{FunctionName}/configuration")]
sealed class UpdateFunctionConfiguration(FunctionStore functions, CloudSettings settings)
    : IOperation<UpdateFunctionConfiguration.Input, FunctionView>
{
    public sealed record Input(
        string FunctionName,
        string? Role = null,
        string? Runtime = null,
        string? Handler = null,
        string? Description = null,
        int? Timeout = null,
        int? MemorySize = null,
        EnvironmentView? Environment = null,
        TracingView? TracingConfig = null,
        LoggingConfig? LoggingConfig = null,
        StorageView? EphemeralStorage = null,
        DeadLetterView? DeadLetterConfig = null,
        string? RevisionId = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        input.Role is { } role && role != functions.Find(input.FunctionName)?.Latest.Role
            ? [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name)), FunctionStore.PassRole(role)]
            : [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public FunctionView Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        Revisions.Check(input.RevisionId, function.Latest, settings, call);
        if (input.Role is { } role && role != function.Latest.Role)
            functions.CheckRole(role, call);
        var latest = FunctionChanges.Apply(
            function.Latest,
            new(
                input.Role,
                input.Runtime,
                input.Handler,
                input.Description,
                input.Timeout,
                input.MemorySize,
                input.Environment,
                input.TracingConfig,
                null,
                input.LoggingConfig,
                input.EphemeralStorage,
                input.DeadLetterConfig
            )
        ) with
        {
            Modified = call.Now,
            RevisionId = call.RequestId,
            Change = FunctionVersion.Updating,
            Touched = "",
        };
        functions.Functions.Put(function.Name, function with { Latest = latest });
        return FunctionView.Of(latest, settings, call);
    }
}
