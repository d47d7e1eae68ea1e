using Classroom.Cloud.Api;
using Classroom.Storage;

namespace Classroom.Cloud.S3;

[Takes(ObjectAnswer.Members)]
sealed class GetObject(ObjectStore objects) : IAsyncOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        [objects.ToRead(input.Bucket, input.Key, input.Wire.Parameter("versionId"))];

    public Task<S3Answer> RunAsync(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        while (true)
        {
            var found = S3Format.Find(objects, bucket, input);
            var (answer, range) = ObjectAnswer.Of(bucket, found, input, call);
            try
            {
                ReadOnlyMemory<byte> content = objects.Read(found);
                return Task.FromResult(
                    answer with
                    {
                        Content = range is null ? content : content.Slice((int)range.From, (int)range.Length),
                    }
                );
            }
            catch (DamagedRowException) when (objects.Find(bucket.Name, input.Key, input.Wire.Parameter("versionId"))?.File != found.File)
            {
                // The object has been replaced or deleted between the two steps: find it again.
            }
        }
    }
}
