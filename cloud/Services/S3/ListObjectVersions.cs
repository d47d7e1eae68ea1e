using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("Prefix Delimiter KeyMarker VersionIdMarker MaxKeys EncodingType")]
sealed class ListObjectVersions(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.ToList(input);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var listing = VersionListing.Of(objects, bucket.Name, input);
        var owner = S3Format.Owner(call.Caller.Principal.Account);
        return S3Answer.Of(
            new(
                "ListVersionsResult",
                new XElement("Name", bucket.Name),
                new XElement("Prefix", S3Format.Listed(input, listing.Prefix)),
                new XElement("KeyMarker", S3Format.Listed(input, listing.KeyMarker)),
                new XElement("VersionIdMarker", listing.VersionMarker),
                listing.Delimiter.Length > 0 ? new XElement("Delimiter", S3Format.Listed(input, listing.Delimiter)) : null,
                new XElement("MaxKeys", listing.Most),
                S3Format.EncodingType(input),
                new XElement("IsTruncated", listing.Next is not null),
                listing.Next is { } next ? new XElement("NextKeyMarker", S3Format.Listed(input, next.Key)) : null,
                listing.Next is { Version: { } version } ? new XElement("NextVersionIdMarker", version) : null,
                listing.Versions.Select(entry => S3Format.VersionEntry(input, entry.Version, entry.IsNewest, owner)),
                listing.Prefixes.Select(prefix => new XElement("CommonPrefixes", new XElement("Prefix", S3Format.Listed(input, prefix))))
            )
        );
    }
}
