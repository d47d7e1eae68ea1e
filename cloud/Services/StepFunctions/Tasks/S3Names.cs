namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The names and kinds of S3's members: in workflows as in the SDK, on the wire as headers, parameters and XML elements.</summary>
static class S3Names
{
    public const string MetadataPrefix = "x-amz-meta-";

    public static readonly IReadOnlyDictionary<string, string> Parameters = Pairs(
        "ContinuationToken=continuation-token Delimiter=delimiter EncodingType=encoding-type FetchOwner=fetch-owner KeyMarker=key-marker "
            + "Marker=marker MaxKeys=max-keys MaxParts=max-parts MaxUploads=max-uploads PartNumber=partNumber "
            + "PartNumberMarker=part-number-marker Prefix=prefix ResponseContentType=response-content-type StartAfter=start-after "
            + "UploadId=uploadId UploadIdMarker=upload-id-marker VersionId=versionId VersionIdMarker=version-id-marker"
    );

    public static readonly IReadOnlyDictionary<string, string> RequestHeaders = Pairs(
        "ACL=x-amz-acl CacheControl=Cache-Control ContentDisposition=Content-Disposition ContentEncoding=Content-Encoding "
            + "ContentLanguage=Content-Language ContentMD5=Content-MD5 ContentType=Content-Type CopySource=x-amz-copy-source "
            + "IfMatch=If-Match IfModifiedSince=If-Modified-Since IfNoneMatch=If-None-Match IfUnmodifiedSince=If-Unmodified-Since "
            + "MetadataDirective=x-amz-metadata-directive ObjectAttributes=x-amz-object-attributes Range=Range "
            + "ServerSideEncryption=x-amz-server-side-encryption StorageClass=x-amz-storage-class Tagging=x-amz-tagging "
            + "TaggingDirective=x-amz-tagging-directive"
    );

    /// <summary>The members that headers of the answer carry.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByResponseHeader = Pairs(
        "Accept-Ranges=AcceptRanges Cache-Control=CacheControl Content-Disposition=ContentDisposition Content-Encoding=ContentEncoding "
            + "Content-Language=ContentLanguage Content-Length=ContentLength Content-Range=ContentRange ETag=ETag "
            + "Last-Modified=LastModified Location=Location x-amz-bucket-region=BucketRegion "
            + "x-amz-checksum-crc32=ChecksumCRC32 x-amz-checksum-crc32c=ChecksumCRC32C "
            + "x-amz-checksum-crc64nvme=ChecksumCRC64NVME x-amz-checksum-sha1=ChecksumSHA1 x-amz-checksum-sha256=ChecksumSHA256 "
            + "x-amz-checksum-type=ChecksumType x-amz-copy-source-version-id=CopySourceVersionId x-amz-delete-marker=DeleteMarker "
            + "x-amz-server-side-encryption=ServerSideEncryption x-amz-storage-class=StorageClass x-amz-tagging-count=TagCount "
            + "x-amz-version-id=VersionId"
    );

    /// <summary>Elements that repeat, with the member of the list.</summary>
    public static readonly IReadOnlyDictionary<string, string> Repeated = Pairs(
        "AllowedHeader=AllowedHeaders AllowedMethod=AllowedMethods AllowedOrigin=AllowedOrigins CommonPrefixes=CommonPrefixes "
            + "Contents=Contents CORSRule=CORSRules Deleted=Deleted Error=Errors ExposeHeader=ExposeHeaders Object=Objects Part=Parts "
            + "Upload=Uploads Version=Versions"
    );

    /// <summary>Lists with an element around them, with the element of an item.</summary>
    public static readonly IReadOnlyDictionary<string, string> Wrapped = Pairs("AccessControlList=Grant Buckets=Bucket TagSet=Tag");

    public static readonly IReadOnlySet<string> Numbers = Words(
        "ContentLength KeyCount MaxAgeSeconds MaxKeys MaxParts MaxUploads NextPartNumberMarker ObjectSize PartNumber PartNumberMarker Size "
            + "TagCount TotalPartsCount"
    );

    public static readonly IReadOnlySet<string> Flags = Words(
        "BlockPublicAcls BlockPublicPolicy DeleteMarker IgnorePublicAcls IsLatest IsTruncated RestrictPublicBuckets"
    );

    public static readonly IReadOnlySet<string> Times = Words("CreationDate Initiated LastModified");

    /// <summary>Operations whose XML is one member of the output, with its name.</summary>
    public static readonly IReadOnlyDictionary<string, string> ResultMember = Pairs(
        "CopyObject=CopyObjectResult GetPublicAccessBlock=PublicAccessBlockConfiguration UploadPartCopy=CopyPartResult"
    );

    static Dictionary<string, string> Pairs(string text) =>
        text.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    static HashSet<string> Words(string text) => [.. text.Split(' ')];
}
