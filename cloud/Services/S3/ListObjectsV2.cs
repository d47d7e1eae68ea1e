using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("FetchOwner Prefix Delimiter ContinuationToken StartAfter MaxKeys EncodingType")]
sealed class ListObjectsV2(ObjectStore objects) : IOperation<S3Request, S3Answer>
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
            input.Wire.Parameter("continuation-token") ?? input.Wire.Parameter("start-after"),
            input.Number("max-keys", 1000)
        );
        var isOwned = input.Wire.Parameter("fetch-owner") == "true";
        return S3Answer.Of(
            new(
                "ListBucketResult",
                new XElement("Name", bucket.Name),
                new XElement("Prefix", S3Format.Listed(input, listing.Prefix)),
                new XElement("MaxKeys", listing.Most),
                input.Wire.Parameter("continuation-token") is { } token ? new XElement("ContinuationToken", token) : null,
                input.Wire.Parameter("start-after") is { Length: > 0 } start
                    ? new XElement("StartAfter", S3Format.Listed(input, start))
                    : null,
                new XElement("KeyCount", listing.Objects.Count + listing.Prefixes.Count),
                listing.Next is { } next ? new XElement("NextContinuationToken", next) : null,
                new XElement("IsTruncated", listing.Next is not null),
                listing.Delimiter.Length > 0 ? new XElement("Delimiter", S3Format.Listed(input, listing.Delimiter)) : null,
                S3Format.EncodingType(input),
                listing.Objects.Select(stored =>
                    S3Format.Entry(input, stored, isOwned ? S3Format.Owner(call.Caller.Principal.Account) : null)
                ),
                listing.Prefixes.Select(prefix => new XElement("CommonPrefixes", new XElement("Prefix", S3Format.Listed(input, prefix))))
            )
        );
    }
}
