using Classroom.Cli.Calls;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Provider;

/// <summary>The embedded cloud, as the types of resources see it.</summary>
sealed class LocalCloud(AwsClient aws, Repository repository)
{
    readonly Lazy<byte[]> package = new(() => FunctionArchive.Zip(repository.FunctionPackage));

    public AwsClient Aws => aws;

    /// <summary>The zip with all functions.</summary>
    public byte[] Package => package.Value;

    public string Arn(string service, string resource) => $"arn:aws:{service}:{aws.Region}:{Planner.Account}:{resource}";

    public static string GlobalArn(string service, string resource) => $"arn:aws:{service}::{Planner.Account}:{resource}";
}
