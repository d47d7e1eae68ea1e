using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("DELETE", "/2015-03-31/functions/{FunctionName}", Status = 204)]
sealed class DeleteFunction(FunctionStore functions, Workers.WorkerHost workers) : IOperation<DeleteFunction.Input, Nothing>
{
    public sealed record Input(string FunctionName, [InQuery] string? Qualifier = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Nothing Run(Input input, Call call)
    {
        var qualifier = FunctionStore.QualifierOf(input.FunctionName, input.Qualifier);
        if (qualifier == "$LATEST")
            throw FunctionStore.Invalid("$LATEST version cannot be deleted without deleting the function.");
        var function = functions.Function(input.FunctionName);
        if (qualifier is not null)
        {
            if (function.Aliases.Exists(alias => alias.FunctionVersion == qualifier))
                throw FunctionStore.Conflict($"Version is referenced by alias: {qualifier}");
            functions.Functions.Put(
                function.Name,
                function with
                {
                    Versions = function.Versions.RemoveAll(version => version.Version == qualifier),
                }
            );
            return Nothing.Value;
        }
        functions.Functions.Remove(function.Name);
        workers.Forget(function.Name);
        return Nothing.Value;
    }
}
