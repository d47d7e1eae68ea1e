using Classroom.Cloud.Api;
using Classroom.Storage;

namespace Classroom.Cloud.S3;

[Takes(TakesAttribute.Found + " Range")]
sealed class GetObject(ObjectStore objects) : IAsyncOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        [objects.ToRead(input.Bucket, input.Key, input.Wire.Parameter("versionId"))];

    /// <summary>Finds and reads an object. The object may be replaced between the two steps.</summary>
    (StoredObject Found, byte[] Content) Read(Bucket bucket, S3Request input)
    {
        while (true)
        {
            var found = S3Format.Find(objects, bucket, input);
            try
            {
                return (found, objects.Read(found));
            }
            catch (DamagedRowException) when (objects.Find(bucket.Name, input.Key, input.Wire.Parameter("versionId"))?.File != found.File)
            {
                // The object has been replaced or deleted: find it again.
            }
        }
    }

    public Task<S3Answer> RunAsync(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var (found, content) = Read(bucket, input);
        var range = S3Format.Range(input.Wire.Header("Range"), content.Length);
        var part = range is var (from, to) ? content.AsMemory(from, to - from + 1) : content;
        IReadOnlyList<(string, string)> more = range is var (first, last)
            ? [("Content-Range", $"bytes {first}-{last}/{content.Length}")]
            : [];
        return Task.FromResult(
            new S3Answer(range is null ? 200 : 206)
            {
                Content = part,
                ContentType = found.ContentType,
                Headers = [.. S3Format.Headers(bucket, found), .. more],
            }
        );
    }
}
