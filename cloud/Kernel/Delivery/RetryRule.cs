using Classroom.Cloud.Api;

namespace Classroom.Cloud.Delivery;

/// <summary>How long a delivery is retried.</summary>
/// <param name="MostRetries">The attempts after the first one.</param>
/// <param name="LongestAge">Counted from when the message was accepted.</param>
sealed record RetryRule(int MostRetries, TimeSpan LongestAge)
{
    public static TimeSpan NoAge => TimeSpan.MaxValue;

    /// <summary>
    /// Whether a delivery that failed is tried again. A target that is missing or forbidden stays so; one that is busy or broken may
    /// recover.
    /// </summary>
    public bool Retries(AwsException failure, int retries, TimeSpan age) =>
        (failure.Status >= 500 || failure.Status == 429) && retries < MostRetries && age <= LongestAge;
}
