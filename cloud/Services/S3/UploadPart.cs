using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("UploadId PartNumber")]
sealed class UploadPart(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnObject(input.Bucket, input.Key);

    public S3Answer Run(S3Request input, Call call)
    {
        var part = Uploads.Keep(objects, input, Uploads.PartNumber(input), input.Wire.Body, call.Now);
        return new() { Headers = [("ETag", $"\"{part.File.ETag}\""), ("x-amz-server-side-encryption", "AES256")] };
    }
}
