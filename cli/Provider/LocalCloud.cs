using System.Collections.Concurrent;
using System.Security.Cryptography;
using Classroom.Cli.Calls;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Cloud.Api;
using Classroom.Cloud.S3;

namespace Classroom.Cli.Provider;

/// <summary>The embedded cloud, as the resource types see it.</summary>
sealed class LocalCloud(AwsClient aws, Repository repository)
{
    readonly Lazy<byte[]> package = new(() => FunctionArchive.Zip(repository.FunctionPackage));

    readonly ConcurrentDictionary<string, Lazy<Task<string>>> hashes = new(StringComparer.Ordinal);

    /// <summary>For calls that no resource type makes.</summary>
    public AwsClient Aws => aws;

    public string Endpoint => aws.Endpoint;

    public string Region => aws.Region;

    /// <summary>The zip file with all functions.</summary>
    public byte[] Package => package.Value;

    public ICallable<TOperation> Operation<TOperation>()
        where TOperation : IOperation => aws.Operation<TOperation>();

    public StorageCall<TOperation> Storage<TOperation>()
        where TOperation : IOperation => aws.Storage<TOperation>();

    /// <summary>The SHA-256 of an object as Lambda shows it, to compare the code of functions with it. Each version is read once.</summary>
    public Task<string> HashOfAsync(string bucket, string key, string? version) =>
        hashes
            .GetOrAdd(
                $"{bucket}/{key}?{version}",
                _ =>
                    new(async () =>
                    {
                        var parameters = version is null ? [] : (IReadOnlyList<(string, string)>)[("versionId", version)];
                        var found = await Storage<GetObject>().SendAsync(bucket, key, parameters: parameters).ConfigureAwait(false);
                        return Convert.ToBase64String(SHA256.HashData(found.Body));
                    })
            )
            .Value;

    public string Arn(string service, string resource) => $"arn:aws:{service}:{aws.Region}:{Planner.Account}:{resource}";

    public static string GlobalArn(string service, string resource) => $"arn:aws:{service}::{Planner.Account}:{resource}";
}
