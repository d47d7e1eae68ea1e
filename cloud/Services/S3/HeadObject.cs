using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes(TakesAttribute.Found)]
sealed class HeadObject(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        [objects.ToRead(input.Bucket, input.Key, input.Wire.Parameter("versionId"))];

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var found = S3Format.Find(objects, bucket, input);
        return new()
        {
            ContentType = found.ContentType,
            Headers =
            [
                .. S3Format.Headers(bucket, found),
                ("Content-Length", found.Size.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ],
        };
    }
}
