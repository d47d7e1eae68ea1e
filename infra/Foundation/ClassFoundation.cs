using Classroom.Accounts;
using Classroom.Policies;
using Classroom.Settings;
using Pulumi;
using Pulumi.Aws.S3;

namespace Classroom.Foundation;

/// <summary>
/// The resources that the class shares: the package of all functions, and the permissions boundary of all roles. In a class with cohorts,
/// they are in the base stack.
/// </summary>
sealed class ClassFoundation : ComponentResource
{
    public ClassFoundation(ClassSettings settings, Tagging tags, AwsAccount account)
        : base("classroom:index:ClassFoundation", settings.ClassName)
    {
        var here = new CustomResourceOptions { Parent = this };
        var bucket = new Bucket(
            "artifacts",
            new()
            {
                BucketName = Output.Format($"{settings.ClassName}-artifacts-{account.Id}-{account.Region}"),
                ForceDestroy = true,
                Tags = tags.Map,
            },
            here
        );
        var versioning = new BucketVersioning(
            "artifacts",
            new()
            {
                Bucket = bucket.Id,
                VersioningConfiguration = new Pulumi.Aws.S3.Inputs.BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
            },
            here
        );
        var privacy = new BucketPublicAccessBlock(
            "artifacts",
            new()
            {
                Bucket = bucket.Id,
                BlockPublicAcls = true,
                BlockPublicPolicy = true,
                IgnorePublicAcls = true,
                RestrictPublicBuckets = true,
            },
            here
        );
        var package = new BucketObjectv2(
            "functions",
            new()
            {
                Bucket = bucket.Id,
                Key = "functions.zip",
                Source = new FileArchive(FunctionPackage.Path),
                Tags = tags.Map,
            },
            new() { Parent = this, DependsOn = { versioning, privacy } }
        );
        var boundary = new Pulumi.Aws.Iam.Policy(
            "boundary",
            new()
            {
                Name = $"{settings.ClassName}-boundary",
                Description = "What no role of the class can go beyond, whatever its policies say",
                PolicyDocument = ClassBoundary.Document(account, Closings.For(settings, Closings.NeededForChanges)),
                Tags = tags.Map,
            },
            here
        );

        var guardRails = new Pulumi.Aws.Iam.Policy(
            "guard-rails",
            new()
            {
                Name = $"{settings.ClassName}-guard-rails",
                Description = "What no student may do, whatever else allows it",
                PolicyDocument = Policy.Document([.. HardLines.For(account, ClassBoundary.Own), .. Closings.For(settings)]),
                Tags = tags.Map,
            },
            here
        );

        Shared = new(package.Bucket, package.Key, package.VersionId, boundary.Arn, guardRails.Arn)
        {
            LogAccessArn = settings.HasHandsOn ? new LogAccess(settings.ClassName, tags, account, this).PolicyArn : null,
        };
        RegisterOutputs(Shared.Outputs.ToDictionary(output => output.Key, output => (object?)output.Value));
    }

    public SharedResources Shared { get; }
}
