using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Languages;

namespace Classroom.Cloud.S3;

sealed class PutBucketPolicy(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var text = Encoding.UTF8.GetString(input.Wire.Body);
        if (BoundedJson.TryParse(text) is not JsonObject policy)
            throw new AwsException("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
        if (!policy.ContainsKey("Statement"))
            throw new AwsException("MalformedPolicy", "Missing required field Statement");
        objects.Buckets.Put(bucket.Name, bucket with { Policy = Policies.Check(text, "MalformedPolicy") });
        return new(204);
    }
}
