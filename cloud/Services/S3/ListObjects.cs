using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("Prefix Delimiter Marker MaxKeys EncodingType")]
sealed class ListObjects(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.ToList(input);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var listing = Listing.Of(
            objects,
            bucket.Name,
            input.Wire.Parameter("prefix") ?? "",
            input.Wire.Parameter("delimiter") ?? "",
            input.Wire.Parameter("marker"),
            input.Number("max-keys", 1000)
        );
        return S3Answer.Of(
            new(
                "ListBucketResult",
                new XElement("Name", bucket.Name),
                new XElement("Prefix", S3Format.Listed(input, listing.Prefix)),
                new XElement("MaxKeys", listing.Most),
                new XElement("Marker", S3Format.Listed(input, input.Wire.Parameter("marker") ?? "")),
                // Without a delimiter, the last key is the marker.
                listing is { Next: { } next, Delimiter.Length: > 0 }
                    ? new XElement("NextMarker", S3Format.Listed(input, next))
                    : null,
                new XElement("IsTruncated", listing.Next is not null),
                listing.Delimiter.Length > 0 ? new XElement("Delimiter", S3Format.Listed(input, listing.Delimiter)) : null,
                S3Format.EncodingType(input),
                listing.Objects.Select(stored => S3Format.Entry(input, stored, S3Format.Owner(call.Caller.Principal.Account))),
                listing.Prefixes.Select(prefix => new XElement("CommonPrefixes", new XElement("Prefix", S3Format.Listed(input, prefix))))
            )
        );
    }
}
