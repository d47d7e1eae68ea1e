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

    public string Endpoint => aws.Endpoint;

    public string Region => aws.Region;

    /// <summary>The zip file with all functions.</summary>
    public byte[] Package => package.Value;

    public ICallable<TOperation> Operation<TOperation>()
        where TOperation : IOperation => aws.Operation<TOperation>();

    public StorageCall<TOperation> Storage<TOperation>()
        where TOperation : IOperation<S3Request, S3Answer> => aws.Storage<TOperation>();

    public string Arn(string service, string resource) => $"arn:aws:{service}:{aws.Region}:{Planner.Account}:{resource}";

    public static string GlobalArn(string service, string resource) => $"arn:aws:{service}::{Planner.Account}:{resource}";
}
