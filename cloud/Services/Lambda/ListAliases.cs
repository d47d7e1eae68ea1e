using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2015-03-31/functions/{FunctionName}/aliases")]
sealed class ListAliases(FunctionStore functions) : IOperation<ListAliases.Input, ListAliases.Output>
{
    public sealed record Input(
        string FunctionName,
        [InQuery] string? Marker = null,
        [InQuery] int? MaxItems = null,
        [InQuery] string? FunctionVersion = null
    );

    public sealed record Output(IReadOnlyList<AliasView> Aliases, string? NextMarker);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    static bool IsFor(FunctionAlias alias, string version) => alias.FunctionVersion == version || alias.Weights.ContainsKey(version);

    public Output Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        var (page, next) = Paging.Cut(
            function.Aliases.Where(alias => input.FunctionVersion is null || IsFor(alias, input.FunctionVersion)),
            input.Marker,
            input.MaxItems,
            50,
            "InvalidParameterValueException"
        );
        return new([.. page.Select(alias => AliasView.Of(alias, function, functions))], next);
    }
}
