using Classroom.Cloud.Api;
using Classroom.Cloud.Fairness;

namespace Classroom.Cloud.Lambda;

[Route("GET", "/2016-08-19/account-settings")]
sealed class GetAccountSettings(FunctionStore functions) : IOperation<Nothing, GetAccountSettings.Output>
{
    public sealed record Output(AccountLimitView AccountLimit, AccountUsageView AccountUsage);

    public sealed record AccountLimitView(
        long TotalCodeSize,
        long CodeSizeUnzipped,
        long CodeSizeZipped,
        int ConcurrentExecutions,
        int UnreservedConcurrentExecutions
    );

    public sealed record AccountUsageView(long TotalCodeSize, int FunctionCount);

    public IEnumerable<Permission> Needs(Nothing input, Call call) => [Permission.OnEverything];

    public Output Run(Nothing input, Call call) =>
        new(
            new(80_530_636_800, Quotas.UnzippedPackage, 52_428_800, 1000, 1000),
            new(functions.Functions.All.Sum(function => function.Latest.CodeSize), functions.Functions.Count)
        );
}
