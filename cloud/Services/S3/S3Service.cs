using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

sealed class S3Service : Service
{
    public override string Prefix => "s3";

    public override AwsException Throttled => new("SlowDown", "Please reduce your request rate.", 503);

    /// <summary>Enough for a part of an upload.</summary>
    public override int LargestBody => 128 * 1024 * 1024;

    public override WireProtocol Protocol => WireProtocol.RestXml;

    public override string XmlNamespace => "http://s3.amazonaws.com/doc/2006-03-01/";

    public override bool TakesUnsigned(string operation) => true;

    public override string RequestIdHeader => "x-amz-request-id";

    public override string AccessDenied => "AccessDenied";

    public override bool QuotesResources => true;

    public override string ValidationError => "InvalidArgument";

    /// <summary>The IAM actions of S3 differ from the names of the operations.</summary>
    public override string ActionOf(string operation) =>
        operation switch
        {
            "HeadObject" => "GetObject",
            "HeadBucket" or "ListObjects" or "ListObjectsV2" => "ListBucket",
            "ListObjectVersions" => "ListBucketVersions",
            "ListBuckets" => "ListAllMyBuckets",
            "CopyObject" or "CreateMultipartUpload" or "UploadPart" or "UploadPartCopy" or "CompleteMultipartUpload" or "PostObject" =>
                "PutObject",
            "ListParts" => "ListMultipartUploadParts",
            "ListMultipartUploads" => "ListBucketMultipartUploads",
            "DeleteObjects" => "DeleteObject",
            "GetPublicAccessBlock" => "GetBucketPublicAccessBlock",
            "PutPublicAccessBlock" or "DeletePublicAccessBlock" => "PutBucketPublicAccessBlock",
            "DeleteBucketTagging" => "PutBucketTagging",
            "PutBucketEncryption" or "DeleteBucketEncryption" => "PutEncryptionConfiguration",
            "DeleteBucketOwnershipControls" => "PutBucketOwnershipControls",
            "GetBucketNotificationConfiguration" => "GetBucketNotification",
            "PutBucketNotificationConfiguration" => "PutBucketNotification",
            "GetBucketEncryption" => "GetEncryptionConfiguration",
            "GetBucketLifecycleConfiguration" => "GetLifecycleConfiguration",
            "GetBucketReplication" => "GetReplicationConfiguration",
            "GetBucketAccelerateConfiguration" => "GetAccelerateConfiguration",
            "GetObjectLockConfiguration" => "GetBucketObjectLockConfiguration",
            "GetBucketCors" => "GetBucketCORS",
            "PutBucketCors" or "DeleteBucketCors" => "PutBucketCORS",
            _ => operation,
        };

    public override AwsException Unknown(string operation) =>
        new("NotImplemented", $"A header or query you provided implies functionality that is not implemented: {operation}", 501);
}
