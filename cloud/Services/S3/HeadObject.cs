using System.Globalization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes(ObjectAnswer.Members)]
sealed class HeadObject(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        [objects.ToRead(input.Bucket, input.Key, input.Wire.Parameter("versionId"))];

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var found = S3Format.Find(objects, bucket, input);
        var (answer, range) = ObjectAnswer.Of(bucket, found, input, call);
        var length = (range?.Length ?? found.Size).ToString(CultureInfo.InvariantCulture);
        return answer with { Headers = [.. answer.Headers, ("Content-Length", length)] };
    }
}
