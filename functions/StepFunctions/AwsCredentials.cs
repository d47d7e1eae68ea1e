namespace Classroom.Functions.StepFunctions;

/// <summary>The credentials of the function's role, which Lambda puts into environment variables.</summary>
sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken)
{
    public static AwsCredentials FromEnvironment() =>
        new(
            EnvironmentSetting.Text("AWS_ACCESS_KEY_ID"),
            EnvironmentSetting.Text("AWS_SECRET_ACCESS_KEY"),
            Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN")
        );

    /// <summary>Hides the secret, because a record prints its members and logs keep the text.</summary>
    public override string ToString() => $"AwsCredentials {{ AccessKeyId = {AccessKeyId} }}";
}
