namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>How an operation of S3 travels over HTTP.</summary>
/// <param name="Scope">What the path names: the service, a bucket or an object.</param>
/// <param name="SubResource">The parameter that selects the operation, such as ?tagging; null where none does.</param>
/// <param name="Members">The members of the input beside Bucket and Key.</param>
/// <param name="Body">The member that is the body of the request.</param>
sealed record S3Operation(string Name, string Method, S3Scope Scope, string? SubResource, string[] Members, string[] Required, string? Body)
{
    // Operation, method, scope, sub-resource, members. A member with * is the body; a member with ! is required.
    const string Table = """
        AbortMultipartUpload DELETE object - UploadId!
        CompleteMultipartUpload POST object - UploadId! MultipartUpload*
        CopyObject PUT object - CopySource! ACL CacheControl ContentDisposition ContentEncoding ContentLanguage ContentType Metadata MetadataDirective Tagging TaggingDirective StorageClass ServerSideEncryption
        CreateBucket PUT bucket - CreateBucketConfiguration* ACL
        CreateMultipartUpload POST object uploads ACL CacheControl ContentDisposition ContentEncoding ContentLanguage ContentType Metadata Tagging StorageClass ServerSideEncryption
        DeleteBucket DELETE bucket -
        DeleteBucketCors DELETE bucket cors
        DeleteBucketPolicy DELETE bucket policy
        DeleteBucketTagging DELETE bucket tagging
        DeleteObject DELETE object - VersionId
        DeleteObjects POST bucket delete Delete!*
        DeletePublicAccessBlock DELETE bucket publicAccessBlock
        GetBucketAcl GET bucket acl
        GetBucketCors GET bucket cors
        GetBucketLocation GET bucket location
        GetBucketPolicy GET bucket policy
        GetBucketTagging GET bucket tagging
        GetBucketVersioning GET bucket versioning
        GetObject GET object - VersionId Range IfMatch IfNoneMatch IfModifiedSince IfUnmodifiedSince PartNumber ResponseContentType
        GetObjectAttributes GET object attributes ObjectAttributes! VersionId MaxParts PartNumberMarker
        GetObjectTagging GET object tagging VersionId
        GetPublicAccessBlock GET bucket publicAccessBlock
        HeadBucket HEAD bucket -
        HeadObject HEAD object - VersionId Range IfMatch IfNoneMatch IfModifiedSince IfUnmodifiedSince PartNumber
        ListBuckets GET service -
        ListMultipartUploads GET bucket uploads Delimiter EncodingType KeyMarker MaxUploads Prefix UploadIdMarker
        ListObjects GET bucket - Delimiter EncodingType Marker MaxKeys Prefix
        ListObjectsV2 GET bucket list-type=2 ContinuationToken Delimiter EncodingType FetchOwner MaxKeys Prefix StartAfter
        ListObjectVersions GET bucket versions Delimiter EncodingType KeyMarker MaxKeys Prefix VersionIdMarker
        ListParts GET object - UploadId! MaxParts PartNumberMarker
        PutBucketCors PUT bucket cors CORSConfiguration!*
        PutBucketPolicy PUT bucket policy Policy!*
        PutBucketTagging PUT bucket tagging Tagging!*
        PutBucketVersioning PUT bucket versioning VersioningConfiguration!*
        PutObject PUT object - Body* ACL CacheControl ContentDisposition ContentEncoding ContentLanguage ContentMD5 ContentType IfMatch IfNoneMatch Metadata Tagging StorageClass ServerSideEncryption
        PutObjectTagging PUT object tagging Tagging!* VersionId
        PutPublicAccessBlock PUT bucket publicAccessBlock PublicAccessBlockConfiguration!*
        UploadPart PUT object - Body* ContentMD5 PartNumber! UploadId!
        UploadPartCopy PUT object - CopySource! PartNumber! UploadId!
        """;

    static readonly Dictionary<string, S3Operation> Known = Table
        .Split('\n')
        .Select(line => Read(line.Trim().Split(' ')))
        .ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    public static S3Operation? Find(string name) => Known.GetValueOrDefault(name);

    public static IEnumerable<string> Names => Known.Keys;

    static S3Operation Read(string[] words)
    {
        var scope = Enum.Parse<S3Scope>(words[2], ignoreCase: true);
        var members = words[4..];
        string[] path = scope switch
        {
            S3Scope.Service => [],
            S3Scope.Bucket => ["Bucket"],
            _ => ["Bucket", "Key"],
        };
        return new(
            words[0],
            words[1],
            scope,
            words[3] == "-" ? null : words[3],
            [.. members.Select(Plain)],
            [.. path, .. members.Where(member => member.Contains('!', StringComparison.Ordinal)).Select(Plain)],
            Array.Find(members, member => member.EndsWith('*')) is { } body ? Plain(body) : null
        );
    }

    static string Plain(string member) => member.TrimEnd('*', '!');
}

enum S3Scope
{
    Service,
    Bucket,
    Object,
}
