using Classroom.Cloud.Api;

namespace Classroom.Cloud.Lambda;

[Route("PUT", "/2017-10-31/functions/{FunctionName}/concurrency")]
sealed class PutFunctionConcurrency(FunctionStore functions) : IOperation<PutFunctionConcurrency.Input, PutFunctionConcurrency.Output>
{
    public sealed record Input(string FunctionName, int ReservedConcurrentExecutions);

    public sealed record Output(int ReservedConcurrentExecutions);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(functions.ArnOf(FunctionStore.Split(input.FunctionName).Name))];

    public Output Run(Input input, Call call)
    {
        var qualifier = FunctionStore.Split(input.FunctionName).Qualifier;
        var function = functions.Function(input.FunctionName, qualifier ?? "$LATEST");
        if (qualifier is not null)
            throw FunctionStore.Invalid(
                "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify "
                    + "either a function name or an unqualified function ARN."
            );
        FunctionChanges.Limit("reservedConcurrentExecutions", input.ReservedConcurrentExecutions, 0, int.MaxValue);
        functions.Functions.Put(function.Name, function with { ReservedConcurrency = input.ReservedConcurrentExecutions });
        return new(input.ReservedConcurrentExecutions);
    }
}
