namespace Classroom.StatesLanguage.Executions;

/// <summary>The names and ARNs of an execution and its state machine, and the role.</summary>
public sealed record ExecutionIdentity(string Arn, string Name, string StateMachineArn, string StateMachineName, string RoleArn)
{
    /// <summary>The beginning of the ARNs of a kind of Step Functions resource, in the account and region of this execution.</summary>
    internal string Scope(string kind) =>
        Arn.Split(':') is [var arn, var partition, var service, var region, var account, ..]
            ? $"{arn}:{partition}:{service}:{region}:{account}:{kind}"
            : $"arn:aws:states:::{kind}";

    public string Region => Arn.Split(':') is [_, _, _, var region, ..] ? region : "";
}
