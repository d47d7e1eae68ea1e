using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("UploadId")]
sealed class AbortMultipartUpload(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnObject(input.Bucket, input.Key);

    public S3Answer Run(S3Request input, Call call)
    {
        Uploads.Remove(objects, Uploads.Find(objects, input));
        return new(204);
    }
}
