using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2015-03-31/functions/{FunctionName}/versions", Status = 201)]
sealed class PublishVersion(FunctionStore functions, CloudSettings settings) : IOperation<PublishVersion.Input, FunctionView>
{
    public sealed record Input(string FunctionName, string? CodeSha256 = null, string? Description = null, string? RevisionId = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public FunctionView Run(Input input, Call call)
    {
        var changed = FunctionChanges.Publish(functions.Function(input.FunctionName), input.Description, call.Now);
        functions.Functions.Put(changed.Name, changed);
        return FunctionView.Of(changed.Versions[^1], settings);
    }
}
