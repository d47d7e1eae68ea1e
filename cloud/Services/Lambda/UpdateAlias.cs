using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("PUT", "/2015-03-31/functions/{FunctionName}/aliases/{Name}")]
sealed class UpdateAlias(FunctionStore functions) : IOperation<UpdateAlias.Input, AliasView>
{
    public sealed record Input(
        string FunctionName,
        string Name,
        string? FunctionVersion = null,
        string? Description = null,
        string? RevisionId = null,
        AliasRouting? RoutingConfig = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public AliasView Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        var alias =
            function.Aliases.Find(known => known.Name == input.Name)
            ?? throw FunctionStore.NotFound($"Alias not found: {functions.ArnOf(function.Name, input.Name)}");
        Revisions.CheckAlias(input.RevisionId, alias);
        if (input.FunctionVersion is { } number)
            functions.Version(function, number);
        var changed = alias with
        {
            FunctionVersion = input.FunctionVersion ?? alias.FunctionVersion,
            Description = input.Description ?? alias.Description,
            RevisionId = call.RequestId,
            Weights = input.RoutingConfig is null
                ? alias.Weights
                : AliasRouting.Read(input.RoutingConfig, input.FunctionVersion ?? alias.FunctionVersion, function, functions),
        };
        functions.Functions.Put(function.Name, function with { Aliases = function.Aliases.Replace(alias, changed) });
        return AliasView.Of(changed, function, functions);
    }
}
