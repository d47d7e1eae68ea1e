using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("VersionId")]
sealed class DeleteObjectTagging(ObjectStore objects, S3Events events) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnTags(input, "Delete");

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var found = S3Format.FindTagged(objects, bucket, input);
        objects.Change(found with { Tags = ImmutableSortedDictionary<string, string>.Empty });
        events.Tagged(bucket, found, isAdded: false, call);
        return new(204) { Headers = [.. S3Format.Version(bucket, found.VersionId)] };
    }
}
