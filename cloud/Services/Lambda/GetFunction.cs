using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2015-03-31/functions/{FunctionName}")]
sealed class GetFunction(FunctionStore functions, CodeLinks links, CloudSettings settings)
    : IOperation<GetFunction.Input, GetFunction.Output>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public sealed record Output(
        FunctionView Configuration,
        CodeView Code,
        IReadOnlyDictionary<string, string>? Tags,
        ConcurrencyView? Concurrency
    );

    public sealed record CodeView(string RepositoryType, string Location);

    public sealed record ConcurrencyView(int ReservedConcurrentExecutions);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier);
        var function = functions.Function(input.FunctionName, qualifier);
        var version = functions.Version(function, qualifier);
        return new(
            FunctionView.Of(version, settings, call) with
            {
                FunctionArn = functions.ArnOf(function.Name, qualifier),
            },
            new("S3", links.Of(version.CodeHash, call.Now)),
            function.Tags.IsEmpty ? null : function.Tags,
            function.ReservedConcurrency is { } reserved ? new(reserved) : null
        );
    }
}
