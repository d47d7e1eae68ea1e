namespace Classroom.Cloud.Lambda;

sealed record AliasView(
    string AliasArn,
    string Name,
    string FunctionVersion,
    string Description,
    string RevisionId,
    AliasRouting? RoutingConfig
)
{
    public static AliasView Of(FunctionAlias alias, Function function, FunctionStore functions) =>
        new(
            functions.ArnOf(function.Name, alias.Name),
            alias.Name,
            alias.FunctionVersion,
            alias.Description,
            alias.RevisionId,
            AliasRouting.Of(alias)
        );

    public static FunctionAlias Find(Function function, string name, FunctionStore functions) =>
        function.Aliases.Find(alias => alias.Name == name)
        ?? throw FunctionStore.NotFound($"Cannot find alias arn: {functions.ArnOf(function.Name, name)}");
}
