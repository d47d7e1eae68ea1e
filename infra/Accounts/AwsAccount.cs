using Pulumi;
using Pulumi.Aws;
using Pulumi.Utilities;

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
            Output.Create(WhoseAccount()),
            isEmbedded
        );

    /// <summary>
    /// Waits for the answer before anything is registered. Otherwise each resource of the class would fail by itself where there are no
    /// credentials, and the user would read the same error a thousand times.
    /// </summary>
    static string WhoseAccount()
    {
        try
        {
            var answer = GetCallerIdentity.Invoke().Apply(identity => identity.AccountId);
            return OutputUtilities.GetValueAsync(answer).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not RunException)
        {
            throw new RunException(
                $"AWS did not say whose account this is ({exception.Message.Split('\n')[0].Trim()}). Sign in with `aws sso login` or `aws "
                    + "configure`, or set AWS_PROFILE; `aws sts get-caller-identity` shows who you are. Nothing was changed."
            );
        }
    }

    public Output<string> Arn(string service, string resource) => Output.Format($"arn:{Partition}:{service}:{Region}:{Id}:{resource}");

    /// <summary>The ARN of a resource of a global service, without a region.</summary>
    public Output<string> GlobalArn(string service, string resource) => Output.Format($"arn:{Partition}:{service}::{Id}:{resource}");

    public Output<string> Console(Output<string> path) => Output.Format($"https://{Region}.console.aws.amazon.com/{path}");
}
