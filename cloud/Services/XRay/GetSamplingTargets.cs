using Classroom.Cloud.Api;

namespace Classroom.Cloud.XRay;

[Route("POST", "/SamplingTargets")]
sealed class GetSamplingTargets : IOperation<GetSamplingTargets.Input, GetSamplingTargets.Output>
{
    public sealed record Input(IReadOnlyList<Statistics> SamplingStatisticsDocuments);

    public sealed record Output(
        IReadOnlyList<Target> SamplingTargetDocuments,
        DateTimeOffset LastRuleModification,
        IReadOnlyList<string> UnprocessedStatistics
    );

    public sealed record Statistics(string RuleName, string? ClientID = null);

    public sealed record Target(string RuleName, double FixedRate, int ReservoirQuota, DateTimeOffset ReservoirQuotaTTL, int Interval);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call) =>
        new(
            [.. input.SamplingStatisticsDocuments.Select(statistics => new Target(statistics.RuleName, 1, 1, call.Now.AddMinutes(1), 10))],
            DateTimeOffset.UnixEpoch,
            []
        );
}
