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
        var function = functions.Function(input.FunctionName);
        Revisions.Check(input.RevisionId, function.Latest, settings, call);
        if (input.CodeSha256 is { Length: > 0 } hash && hash != function.Latest.CodeSha256)
            throw FunctionStore.Invalid(
                $"CodeSHA256 ({hash}) is different from current CodeSHA256 in $LATEST ({function.Latest.CodeSha256}). Please try again "
                    + "with the CodeSHA256 in $LATEST."
            );
        var changed = FunctionChanges.Publish(function, input.Description, call.Now);
        functions.Functions.Put(changed.Name, changed);
        return FunctionView.Of(changed.Versions[^1], settings, call);
    }
}
