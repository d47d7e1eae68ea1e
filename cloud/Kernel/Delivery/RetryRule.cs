using Classroom.Cloud.Api;

namespace Classroom.Cloud.Delivery;

/// <summary>How often and how long a delivery is retried.</summary>
/// <param name="MostRetries">The number of retries after the first attempt.</param>
/// <param name="LongestAge">The greatest age of a message that is retried, counted from when it was accepted.</param>
sealed record RetryRule(int MostRetries, TimeSpan LongestAge)
{
    public static TimeSpan NoAge => TimeSpan.MaxValue;

    /// <summary>
    /// Whether a failed delivery is retried. A target that does not exist or does not allow the call stays so; a target that is throttled
    /// or failing may recover.
    /// </summary>
    public bool Retries(AwsException failure, int retries, TimeSpan age) =>
        (failure.Status >= 500 || failure.IsThrottling) && Retries(retries, age);

    public bool Retries(int retries, TimeSpan age) => retries < MostRetries && age <= LongestAge;
}
