using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class ListBuckets(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => [Permission.OnEverything];

    public S3Answer Run(S3Request input, Call call)
    {
        var owner = new XElement("Owner", new XElement("ID", call.Caller.Principal.Account), new XElement("DisplayName", "classroom"));
        return S3Answer.Of(
            new(
                "ListAllMyBucketsResult",
                owner,
                new XElement(
                    "Buckets",
                    objects.Buckets.All.Select(bucket => new XElement(
                        "Bucket",
                        new XElement("Name", bucket.Name),
                        new XElement("CreationDate", S3Format.Time(bucket.Created))
                    ))
                )
            )
        );
    }
}
