using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>Always the owner's default ACL: access is granted by policies only.</summary>
sealed class GetBucketAcl(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        objects.Required(input.Bucket);
        var owner = call.Caller.Principal.Account;
        XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";
        return S3Answer.Of(
            new(
                "AccessControlPolicy",
                new XElement("Owner", new XElement("ID", owner)),
                new XElement(
                    "AccessControlList",
                    new XElement(
                        "Grant",
                        new XElement(
                            "Grantee",
                            new XAttribute(XNamespace.Xmlns + "xsi", instance),
                            new XAttribute(instance + "type", "CanonicalUser"),
                            new XElement("ID", owner)
                        ),
                        new XElement("Permission", "FULL_CONTROL")
                    )
                )
            )
        );
    }
}
