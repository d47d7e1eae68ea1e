using Classroom.Functions.StepFunctions;

namespace Classroom.Cli.Calls;

/// <summary>The embedded cloud: all services at one address.</summary>
/// <param name="address">The address for this machine.</param>
sealed class EmbeddedTarget(string address, string endpoint, AwsCredentials credentials, string region) : IAwsTarget
{
    public string? Endpoint => endpoint;

    public string Region => region;

    public string Name => $"The cloud at {address}";

    public string AddressOf(string service, string? operation) => address;

    public string RegionOf(string service) => region;

    public Task<AwsCredentials> CredentialsAsync() => Task.FromResult(credentials);

    public Task PaceAsync(string service, string? operation) => Task.CompletedTask;
}
