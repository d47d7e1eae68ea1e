namespace Classroom.Cloud.S3;

/// <summary>Who owns the objects of a bucket. There is one account, so the setting is kept and has no other effect.</summary>
static class ObjectOwnership
{
    const string Header = "x-amz-object-ownership";

    static readonly string[] Values = [Bucket.DefaultOwnership, "BucketOwnerPreferred", "ObjectWriter"];

    public static bool IsValid(string? value) => Values.Contains(value);

    /// <summary>The ownership that the request for a new bucket asks for.</summary>
    public static string Of(S3Request request) =>
        request.Wire.Header(Header) is not { } asked ? Bucket.DefaultOwnership
        : IsValid(asked) ? asked
        : throw S3Errors.InvalidArgument($"Invalid {Header} header: {asked}", Header);
}
