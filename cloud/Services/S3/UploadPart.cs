using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("UploadId PartNumber")]
sealed class UploadPart(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnObject(input.Bucket, input.Key);

    public S3Answer Run(S3Request input, Call call)
    {
        var number = Uploads.PartNumber(input);
        var upload = Uploads.Find(objects, input);
        var given = Checksums.Given(input.Wire);
        if (upload.Algorithm is { } algorithm && given is var (other, _) && other != algorithm)
            throw new AwsException(
                "InvalidRequest",
                $"Checksum Type mismatch occurred, expected checksum Type: {algorithm.ToLowerInvariant()}, actual checksum Type: "
                    + other.ToLowerInvariant()
            );
        var part = Uploads.Keep(objects, upload, number, input.Wire.Body, call.Now);
        IReadOnlyList<(string, string)> checksum =
            part.Checksum is { } made ? [(Checksums.HeaderOf(upload.Algorithm!), made)]
            : given is var (name, value) ? [(Checksums.HeaderOf(name), value)]
            : [];
        return new() { Headers = [("ETag", $"\"{part.File.ETag}\""), S3Format.Encryption, .. checksum] };
    }
}
