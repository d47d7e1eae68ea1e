using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2017-03-31/tags/{Resource+}")]
sealed class ListTags(FunctionStore functions) : IOperation<ListTags.Input, ListTags.Output>
{
    public sealed record Input(string Resource);

    public sealed record Output(IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.Resource)];

    public Output Run(Input input, Call call) => new(LambdaTags.Of(functions, input.Resource));
}
