using Pulumi;
using Pulumi.Aws;

namespace Classroom.Accounts;

/// <summary>The account, region and partition of the stack, which AWS is asked for once.</summary>
sealed class AwsAccount
{
    AwsAccount(Output<string> partition, Output<string> region, Output<string> id, bool isEmbedded)
    {
        IsEmbedded = isEmbedded;
        Partition = partition;
        Region = region;
        Id = id;
    }

    /// <summary>
    /// Whether the account is the one of the embedded cloud. There nobody has an identity of an organization, with which students of a
    /// real account sign in.
    /// </summary>
    public bool IsEmbedded { get; }

    public Output<string> Partition { get; }

    public Output<string> Region { get; }

    public Output<string> Id { get; }

    public static AwsAccount Current(bool isEmbedded) =>
        new(
            GetPartition.Invoke().Apply(answer => answer.Partition),
            GetRegion.Invoke().Apply(answer => answer.Region),
            GetCallerIdentity.Invoke().Apply(answer => answer.AccountId),
            isEmbedded
        );

    public Output<string> Arn(string service, string resource) => Output.Format($"arn:{Partition}:{service}:{Region}:{Id}:{resource}");

    /// <summary>The ARN of a resource of a global service, without a region.</summary>
    public Output<string> GlobalArn(string service, string resource) => Output.Format($"arn:{Partition}:{service}::{Id}:{resource}");

    public Output<string> Console(Output<string> path) => Output.Format($"https://{Region}.console.aws.amazon.com/{path}");
}
