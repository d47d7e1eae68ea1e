namespace Classroom.StatesLanguage.Executions;

/// <summary>The service integration pattern of a task, which determines where its result comes from.</summary>
public enum TaskPattern
{
    RequestResponse,

    /// <summary>.sync: the result of the job that the call starts.</summary>
    Sync,

    /// <summary>.sync:2: like .sync, but the output of the job is parsed.</summary>
    Sync2,

    /// <summary>.waitForTaskToken: the result arrives with the task token.</summary>
    WaitForTaskToken,
}

public enum TaskKind
{
    Lambda,
    Activity,
    Service,
}

/// <summary>The Resource field of a Task state: a function, an activity, or an action of a service.</summary>
public sealed record TaskResource(string Arn, TaskKind Kind, string Service, string Action, TaskPattern Pattern)
{
    /// <summary>The action with its pattern, as the history names it.</summary>
    public string ActionInHistory =>
        Action
        + Pattern switch
        {
            TaskPattern.Sync => ".sync",
            TaskPattern.Sync2 => ".sync:2",
            TaskPattern.WaitForTaskToken => ".waitForTaskToken",
            _ => "",
        };

    public static TaskResource? Parse(string arn)
    {
        var parts = arn.Split(':');
        if (parts.Length < 6 || parts[0] != "arn")
            return null;
        if (parts[2] == "lambda")
            return parts[5] == "function" && parts.Length >= 7
                ? new(arn, TaskKind.Lambda, "lambda", "invoke", TaskPattern.RequestResponse)
                : null;
        if (parts[2] != "states")
            return null;
        if (parts[5] == "activity" && parts.Length == 7)
            return new(arn, TaskKind.Activity, "activity", parts[6], TaskPattern.RequestResponse);
        // Step Functions also accepts a service integration with both the region and the account, as in published workflows.
        return parts.Length > 6 && parts[3].Length == 0 == (parts[4].Length == 0) ? ParseService(arn, parts) : null;
    }

    static TaskResource? ParseService(string arn, string[] parts)
    {
        var isSdk = parts[5] == "aws-sdk";
        if (isSdk && parts.Length < 8)
            return null;
        var service = isSdk ? $"aws-sdk:{parts[6]}" : parts[5];
        var action = string.Join(':', parts[(isSdk ? 7 : 6)..]);
        foreach (
            var (suffix, pattern) in new[]
            {
                (".sync:2", TaskPattern.Sync2),
                (".sync", TaskPattern.Sync),
                (".waitForTaskToken", TaskPattern.WaitForTaskToken),
            }
        )
        {
            if (action.EndsWith(suffix, StringComparison.Ordinal))
                return Known(new(arn, TaskKind.Service, service, action[..^suffix.Length], pattern), isSdk);
        }
        return action.Contains('.', StringComparison.Ordinal) || action.Contains(':', StringComparison.Ordinal)
            ? null
            : Known(new(arn, TaskKind.Service, service, action, TaskPattern.RequestResponse), isSdk);
    }

    /// <summary>An aws-sdk integration may name any service, but has no pattern .sync.</summary>
    static TaskResource? Known(TaskResource resource, bool isSdk) =>
        (isSdk ? resource.Pattern is not (TaskPattern.Sync or TaskPattern.Sync2) : OptimizedIntegrations.Has(resource)) ? resource : null;
}
