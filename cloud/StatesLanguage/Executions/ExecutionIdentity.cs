namespace Classroom.StatesLanguage.Executions;

/// <summary>Who an execution is: what its context object and its history say of it.</summary>
public sealed record ExecutionIdentity(string Arn, string Name, string StateMachineArn, string StateMachineName, string RoleArn)
{
    /// <summary>The ARN of a kind of resource of Step Functions, beside this execution.</summary>
    internal string Scope(string kind) =>
        Arn.Split(':') is [var arn, var partition, var service, var region, var account, ..]
            ? $"{arn}:{partition}:{service}:{region}:{account}:{kind}"
            : $"arn:aws:states:::{kind}";

    public string Region => Arn.Split(':') is [_, _, _, var region, ..] ? region : "";
}
