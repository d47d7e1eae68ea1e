using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class GetBucketTagging(ObjectStore objects) : IOperation<S3Request, S3Answer>
{
    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnBucket(input.Bucket);

    public S3Answer Run(S3Request input, Call call)
    {
        var tags = objects.Required(input.Bucket).Tags;
        return tags.IsEmpty
            ? throw S3Errors.NotOfBucket("NoSuchTagSet", "The TagSet does not exist", input.Bucket)
            : S3Answer.Of(S3Format.Tags(tags));
    }
}
