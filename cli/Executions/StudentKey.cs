using Classroom.Cli.Calls;
using Classroom.Cli.Clouds;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Classroom.Cloud.Iam.Sts;
using Classroom.Functions.StepFunctions;

namespace Classroom.Cli.Executions;

/// <summary>The access key of a student, and the role that the student assumes with it, if any.</summary>
sealed record StudentKey(string Student, string AccessKeyId, string SecretAccessKey, string? RoleArn)
{
    /// <summary>Null for a student without an identity (access: none).</summary>
    public static StudentKey? Find(StackState state, string student)
    {
        var told = OutputText.Of(state, student, withSecrets: true);
        return told["access_key_id"] is { } id && told["secret_access_key"] is { } secret && (string?)id != OutputText.Missing
            ? new(student, (string)id!, (string)secret!, (string?)told["access_role_arn"])
            : null;
    }

    public static CommandException None(string student) =>
        new(
            $"{student} has no access key. Set access to role or user in the settings (`classroom:access: role`), and run `./classroom up`."
        );

    /// <summary>The credentials with which the student's calls are made; of a role, for an hour.</summary>
    public async Task<AwsCredentials> SignInAsync(RunningCloud running, TimeProvider clock)
    {
        var own = new AwsCredentials(AccessKeyId, SecretAccessKey, null);
        if (RoleArn is null)
            return own;
        using var aws = running.Client(clock, own);
        var opened = await aws.Operation<AssumeRole>().CallAsync(new(RoleArn, Student)).ConfigureAwait(false);
        return new(opened.Credentials.AccessKeyId, opened.Credentials.SecretAccessKey, opened.Credentials.SessionToken);
    }
}
