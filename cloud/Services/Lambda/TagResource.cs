using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2017-03-31/tags/{Resource+}", Status = 204)]
sealed class TagResource(FunctionStore functions) : IOperation<TagResource.Input, Nothing>
{
    public sealed record Input(string Resource, IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.Resource)];

    public Nothing Run(Input input, Call call)
    {
        if (input.Tags.Count == 0)
            throw FunctionStore.Invalid("An error occurred and the request cannot be processed.");
        LambdaTags.Change(functions, input.Resource, call, tags => tags.SetItems(input.Tags));
        return Nothing.Value;
    }
}
