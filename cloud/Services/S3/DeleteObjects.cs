using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("Objects Quiet")]
sealed class DeleteObjects(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        [
            .. input
                .ReadXml()
                .Elements()
                .Where(element => element.Name.LocalName == "Object")
                .SelectMany(entry =>
                    objects.OnObject(
                        input.Bucket,
                        S3Format.Text(entry, "Key") ?? "",
                        S3Format.Text(entry, "VersionId") is null ? null : "s3:DeleteObjectVersion"
                    )
                ),
        ];

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var request = input.ReadXml();
        var quiet = S3Format.Text(request, "Quiet") == "true";
        var result = new XElement("DeleteResult");
        foreach (var entry in request.Elements().Where(element => element.Name.LocalName == "Object"))
        {
            var key =
                S3Format.Text(entry, "Key")
                ?? throw new AwsException(
                    "MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our published schema"
                );
            var version = S3Format.Text(entry, "VersionId");
            objects.Delete(bucket, key, version);
            if (!quiet)
                result.Add(new XElement("Deleted", new XElement("Key", key), version is null ? null : new XElement("VersionId", version)));
        }
        return S3Answer.Of(result);
    }
}
