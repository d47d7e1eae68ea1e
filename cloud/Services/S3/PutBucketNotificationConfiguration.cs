using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Sends the events of a bucket to the default event bus, or stops it. Other targets are refused by name.</summary>
[Takes("EventBridgeConfiguration SkipDestinationValidation")]
sealed class PutBucketNotificationConfiguration(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var sends = input.ReadXml().Elements().Any(element => element.Name.LocalName == "EventBridgeConfiguration");
        objects.Buckets.Put(bucket.Name, bucket with { SendsEvents = sends });
        return new();
    }
}
