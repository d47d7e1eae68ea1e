using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class GetBucketNotificationConfiguration(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call) =>
        S3Answer.Of(
            new("NotificationConfiguration", objects.Required(input.Bucket).SendsEvents ? new XElement("EventBridgeConfiguration") : null)
        );
}
