using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Classroom.Cli.Calls;
using Classroom.Cli.Runtime;
using Classroom.Cloud.Fairness;
using Classroom.Functions.StepFunctions;

namespace Classroom.Cli.Clouds;

/// <summary>
/// AWS itself, with the usual credential chain: environment, profiles (SSO too), container, instance. The variable AWS_ENDPOINT_URL, which
/// all SDKs know, puts another cloud in its place.
/// </summary>
sealed class AmazonTarget(string region, TimeProvider clock) : IAwsTarget
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly string? standIn = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } url ? url.TrimEnd('/') : null;
    readonly Lazy<Task<AWSCredentials>> credentials = new(FindAsync);
    readonly TokenBuckets<(string Service, string Operation)> rates = new(
        key => Quotas.OfAccount(key.Service, key.Operation) ?? Rate.Unlimited,
        clock
    );

    public string? Endpoint => standIn;

    public string Region => region;

    public string Name => standIn is null ? "AWS" : $"The cloud at {standIn} (AWS_ENDPOINT_URL)";

    public string AddressOf(string service, string? operation) =>
        standIn
        ?? service switch
        {
            // A service of the whole partition.
            "iam" => "https://iam.amazonaws.com",
            "states" when operation == "StartSyncExecution" => $"https://sync-states.{region}.amazonaws.com",
            _ => $"https://{service}.{region}.amazonaws.com",
        };

    public string RegionOf(string service) => service == "iam" && standIn is null ? "us-east-1" : region;

    public async Task<AwsCredentials> CredentialsAsync()
    {
        var found = await (await credentials.Value.ConfigureAwait(false)).GetCredentialsAsync().ConfigureAwait(false);
        return new(found.AccessKey, found.SecretKey, string.IsNullOrEmpty(found.Token) ? null : found.Token);
    }

    public async Task PaceAsync(string service, string? operation)
    {
        while (!rates.TryTake((service == "monitoring" ? "cloudwatch" : service, operation ?? "")))
            await Task.Delay(Pause, clock).ConfigureAwait(false);
    }

    /// <summary>The SDK's own chain; where a profile needs a part of the SDK that is not here (SSO), the AWS CLI.</summary>
    static async Task<AWSCredentials> FindAsync()
    {
        string? problem;
        try
        {
            var found = DefaultAWSCredentialsIdentityResolver.GetCredentials();
            _ = await found.GetCredentialsAsync().ConfigureAwait(false);
            return found;
        }
        catch (Exception exception) when (exception is AmazonClientException or InvalidOperationException or AmazonServiceException)
        {
            problem = exception.Message;
        }
        if (SearchPath.Find("aws") is { } aws)
        {
            try
            {
                var exported = new ProcessAWSCredentials($"{aws} configure export-credentials --format process");
                _ = await exported.GetCredentialsAsync().ConfigureAwait(false);
                return exported;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // An old AWS CLI has no such command, a new one has no credentials either: the problem of the SDK's chain says more.
            }
        }
        throw new CommandException(
            $"No AWS credentials were found ({problem.Split('\n')[0].TrimEnd('.')}). Sign in with `aws sso login` or `aws configure`, or "
                + "set AWS_PROFILE; `aws sts get-caller-identity` shows who you are."
        );
    }
}
