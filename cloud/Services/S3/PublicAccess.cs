namespace Classroom.Cloud.S3;

/// <summary>The public access block, which is kept as it was sent and has no effect: bucket policies decide.</summary>
static class PublicAccess
{
    public const string Document = "publicAccessBlock";

    /// <summary>AWS blocks all public access to new buckets.</summary>
    public const string Default =
        "<PublicAccessBlockConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><BlockPublicAcls>true</BlockPublicAcls>"
        + "<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy>"
        + "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";
}
