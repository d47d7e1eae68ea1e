namespace Classroom.StatesLanguage.States;

/// <summary>How a task's result comes about.</summary>
public enum TaskPattern
{
    RequestResponse,

    /// <summary>.sync: the result is that of the job that the call starts.</summary>
    Sync,

    /// <summary>.sync:2: the same, the result's output parsed.</summary>
    Sync2,

    /// <summary>.waitForTaskToken: somebody hands the token back.</summary>
    WaitForTaskToken,
}

public enum TaskKind
{
    Lambda,
    Activity,
    Service,
}

/// <summary>The Resource of a task: a function, an activity, or a call of a service.</summary>
public sealed record TaskResource(string Arn, TaskKind Kind, string Service, string Action, TaskPattern Pattern)
{
    /// <summary>The action as histories name it: with its pattern.</summary>
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
        return parts is [_, _, _, "", "", _, _, ..] ? ParseService(arn, parts) : null;
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
                return new(arn, TaskKind.Service, service, action[..^suffix.Length], pattern);
        }
        return action.Contains('.', StringComparison.Ordinal) || action.Contains(':', StringComparison.Ordinal)
            ? null
            : new(arn, TaskKind.Service, service, action, TaskPattern.RequestResponse);
    }
}
