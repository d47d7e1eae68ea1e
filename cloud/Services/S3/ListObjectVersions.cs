using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("Prefix EncodingType")]
sealed class ListObjectVersions(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.ToList(input);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var prefix = input.Wire.Parameter("prefix") ?? "";
        var versions = objects
            .In(bucket.Name, prefix)
            .SelectMany(history => history.Versions.Select(version => (version, IsNewest: version == history.Newest)));
        return S3Answer.Of(
            new(
                "ListVersionsResult",
                new XElement("Name", bucket.Name),
                new XElement("Prefix", S3Format.Listed(input, prefix)),
                S3Format.EncodingType(input),
                new XElement("IsTruncated", false),
                versions.Select(pair => S3Format.VersionEntry(input, pair.version, pair.IsNewest))
            )
        );
    }
}
