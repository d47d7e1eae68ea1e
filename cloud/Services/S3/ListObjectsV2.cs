using System.Text;
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
        var token = input.Wire.Parameter("continuation-token");
        var listing = Listing.Of(
            objects,
            bucket.Name,
            input.Wire.Parameter("prefix") ?? "",
            input.Wire.Parameter("delimiter") ?? "",
            token is null ? input.Wire.Parameter("start-after") : KeyOf(token),
            input.Number("max-keys", 1000)
        );
        var isOwned = input.Wire.Parameter("fetch-owner") == "true";
        return S3Answer.Of(
            new(
                "ListBucketResult",
                new XElement("Name", bucket.Name),
                new XElement("Prefix", S3Format.Listed(input, listing.Prefix)),
                new XElement("MaxKeys", listing.Most),
                token is null ? null : new XElement("ContinuationToken", token),
                token is null && input.Wire.Parameter("start-after") is { Length: > 0 } start
                    ? new XElement("StartAfter", S3Format.Listed(input, start))
                    : null,
                new XElement("KeyCount", listing.Objects.Count + listing.Prefixes.Count),
                listing.Next is { } next ? new XElement("NextContinuationToken", TokenOf(next)) : null,
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

    /// <summary>The token says nothing to clients: it is the last key of the page in another form.</summary>
    static string TokenOf(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    static string KeyOf(string token)
    {
        var bytes = new byte[token.Length];
        return token.Length > 0 && Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token");
    }
}
