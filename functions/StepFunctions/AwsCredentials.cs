namespace Classroom.Functions.StepFunctions;

/// <summary>The keys of the function's own role, as Lambda puts them into its environment.</summary>
sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken)
{
    public static AwsCredentials FromEnvironment() =>
        new(
            EnvironmentSetting.Text("AWS_ACCESS_KEY_ID"),
            EnvironmentSetting.Text("AWS_SECRET_ACCESS_KEY"),
            Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN")
        );

    /// <summary>Never the secret: a record prints its members, and logs keep what is printed.</summary>
    public override string ToString() => $"AwsCredentials {{ AccessKeyId = {AccessKeyId} }}";
}
