using System.Text;
using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

[Takes("MaxBuckets ContinuationToken Prefix BucketRegion")]
sealed class ListBuckets(ObjectStore objects, CloudSettings settings) : IOperation<S3Request, S3Answer>
{
    const int MostBuckets = 10_000;

    public IEnumerable<Permission> Needs(S3Request input, Call call) => [Permission.OnEverything];

    public S3Answer Run(S3Request input, Call call)
    {
        var prefix = input.Wire.Parameter("prefix");
        var region = input.Wire.Parameter("bucket-region");
        var after = input.Wire.Parameter("continuation-token") is { Length: > 0 } token ? NameIn(token) : null;
        var most = input.Number("max-buckets", MostBuckets);
        if (most is 0 or > MostBuckets)
            throw S3Errors.InvalidArgument($"Argument max-buckets must be an integer between 1 and {MostBuckets}", "max-buckets");
        var found = objects
            .Buckets.All.Where(bucket => prefix is null || bucket.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(bucket => region is null || region == (bucket.Location ?? settings.Region))
            .Where(bucket => after is null || string.CompareOrdinal(bucket.Name, after) > 0)
            .Take(most + 1)
            .ToList();
        var page = found.Take(most).ToList();
        // AWS tells the region of buckets only where the request asks for a page or for some buckets.
        var isNarrowed = input.Wire.Query.Any(pair => pair.Key is "max-buckets" or "continuation-token" or "prefix" or "bucket-region");
        return S3Answer.Of(
            new(
                "ListAllMyBucketsResult",
                S3Format.Owner(call.Caller.Principal.Account),
                new XElement("Buckets", page.Select(bucket => Entry(bucket, isNarrowed))),
                found.Count > page.Count ? new XElement("ContinuationToken", TokenOf(page[^1])) : null,
                prefix is { Length: > 0 } ? new XElement("Prefix", prefix) : null
            )
        );
    }

    XElement Entry(Bucket bucket, bool withRegion) =>
        new(
            "Bucket",
            new XElement("Name", bucket.Name),
            new XElement("CreationDate", S3Format.Time(bucket.Created)),
            withRegion ? new XElement("BucketRegion", bucket.Location ?? settings.Region) : null,
            new XElement("BucketArn", $"arn:aws:s3:::{bucket.Name}")
        );

    static string TokenOf(Bucket last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last.Name));

    static string NameIn(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token");
    }
}
