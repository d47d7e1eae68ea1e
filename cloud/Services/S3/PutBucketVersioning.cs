using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("Status")]
sealed class PutBucketVersioning(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var status =
            S3Format.Text(input.ReadXml(), "Status")
            ?? throw new AwsException("IllegalVersioningConfigurationException", "The Versioning element must be specified");
        if (status is not ("Enabled" or "Suspended"))
            throw new AwsException(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema"
            );
        objects.Buckets.Put(bucket.Name, bucket with { Versioning = status });
        return new();
    }
}
