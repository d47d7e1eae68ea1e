using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("DELETE", "/2017-03-31/tags/{Resource+}", Status = 204)]
sealed class UntagResource(FunctionStore functions) : IOperation<UntagResource.Input, Nothing>
{
    public sealed record Input(string Resource, [InQuery("tagKeys")] IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.Resource)];

    public Nothing Run(Input input, Call call)
    {
        LambdaTags.Change(functions, input.Resource, call, tags => tags.RemoveRange(input.TagKeys));
        return Nothing.Value;
    }
}
