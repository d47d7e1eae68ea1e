using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("PUT", "/2024-08-31/functions/{FunctionName}/recursion-config")]
sealed class PutFunctionRecursionConfig(FunctionStore functions)
    : IOperation<PutFunctionRecursionConfig.Input, PutFunctionRecursionConfig.Output>
{
    public sealed record Input(string FunctionName, string RecursiveLoop);

    public sealed record Output(string RecursiveLoop);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call)
    {
        if (input.RecursiveLoop is not ("Allow" or "Terminate"))
            throw FunctionStore.Invalid(
                $"Value '{input.RecursiveLoop}' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: "
                    + "[Allow, Terminate]"
            );
        var function = functions.Function(input.FunctionName);
        functions.Functions.Put(function.Name, function with { RecursiveLoop = input.RecursiveLoop });
        return new(input.RecursiveLoop);
    }
}
