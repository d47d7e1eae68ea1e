using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Keys of KMS are refused by name: there is no KMS.</summary>
[Takes("Rules")]
sealed class PutBucketEncryption(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    const string Only = "AES256";

    static readonly string[] Members = ["Rule", "ApplyServerSideEncryptionByDefault", "SSEAlgorithm", "BucketKeyEnabled", "KMSMasterKeyID"];

    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var configuration = input.ReadXml();
        if (configuration.Elements().Count(element => element.Name.LocalName == "Rule") != 1)
            throw S3Errors.Malformed();
        if (configuration.Descendants().FirstOrDefault(element => !Members.Contains(element.Name.LocalName)) is { } unknown)
            throw NotSupported(unknown.Name.LocalName);
        var algorithm = S3Format.Text(configuration, "SSEAlgorithm") ?? throw S3Errors.Malformed();
        if (algorithm is "aws:kms" or "aws:kms:dsse")
            throw NotSupported(algorithm);
        if (algorithm != Only)
            throw S3Errors.Malformed();
        if (S3Format.Text(configuration, "KMSMasterKeyID") is not null)
            throw S3Errors.InvalidArgument(
                "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                "ApplyServerSideEncryptionByDefault"
            );
        objects.Buckets.Put(
            bucket.Name,
            bucket with
            {
                IsEncryptionSet = true,
                BucketKeyEnabled = S3Format.Text(configuration, "BucketKeyEnabled") == "true",
            }
        );
        return new();
    }

    static AwsException NotSupported(string what) =>
        new("NotImplemented", $"{what} of {nameof(PutBucketEncryption)} is not supported by the embedded cloud", 501);
}
