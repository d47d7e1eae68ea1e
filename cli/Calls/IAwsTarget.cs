using Classroom.Functions.StepFunctions;

namespace Classroom.Cli.Calls;

/// <summary>The AWS APIs of one cloud: where they are, who calls them, and how fast they may be called.</summary>
interface IAwsTarget
{
    /// <summary>The address for other clients: the URLs of queues begin with it. Null on AWS, where each service has its own.</summary>
    string? Endpoint { get; }

    string Region { get; }

    /// <summary>How messages name this cloud.</summary>
    string Name { get; }

    /// <param name="service">The service as it is signed for.</param>
    /// <param name="operation">Null for an operation of S3.</param>
    string AddressOf(string service, string? operation);

    /// <summary>The region that a request to this service is signed for.</summary>
    string RegionOf(string service);

    Task<AwsCredentials> CredentialsAsync();

    /// <summary>Completes when the operation may be called.</summary>
    Task PaceAsync(string service, string? operation);
}
