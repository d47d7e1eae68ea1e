using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("POST", "/2015-03-31/functions/{FunctionName}/aliases", Status = 201)]
sealed class CreateAlias(FunctionStore functions) : IOperation<CreateAlias.Input, AliasView>
{
    public sealed record Input(
        string FunctionName,
        string Name,
        string FunctionVersion,
        string? Description = null,
        AliasRouting? RoutingConfig = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public AliasView Run(Input input, Call call)
    {
        var function = functions.Function(input.FunctionName);
        if (function.Aliases.Exists(alias => alias.Name == input.Name))
            throw FunctionStore.Conflict($"Alias already exists: {functions.ArnOf(function.Name, input.Name)}");
        functions.Version(function, input.FunctionVersion);
        var weights = AliasRouting.Read(input.RoutingConfig, input.FunctionVersion, function, functions);
        var alias = new FunctionAlias(input.Name, input.FunctionVersion, input.Description ?? "", call.RequestId) { Weights = weights };
        functions.Functions.Put(function.Name, function with { Aliases = function.Aliases.Add(alias) });
        return AliasView.Of(alias, function, functions);
    }
}
