namespace Classroom.Cloud.S3;

/// <summary>
/// The members of the model that an operation of S3 reads from the query, the headers or the body, separated by blanks. A request with
/// another member of the model is refused: the operations of S3 have no records of their own from which this could follow.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class TakesAttribute(string members) : Attribute
{
    /// <summary>What describes an object: S3Format.Describe reads it.</summary>
    public const string Description =
        "ContentType CacheControl ContentDisposition ContentEncoding ContentLanguage Expires Metadata Tagging";

    /// <summary>What a request for an object has, without its content.</summary>
    public const string Found = "VersionId IfMatch IfNoneMatch IfModifiedSince IfUnmodifiedSince";

    public IReadOnlyList<string> Members { get; } = members.Split(' ');
}
