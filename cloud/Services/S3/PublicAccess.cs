using System.Xml.Linq;

namespace Classroom.Cloud.S3;

/// <summary>The public access block, which is kept as it was sent and has no effect: bucket policies decide.</summary>
static class PublicAccess
{
    public const string Document = "publicAccessBlock";

    static readonly string[] Flags = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];

    /// <summary>The block with all its flags: one that the request does not have is false.</summary>
    public static string Complete(XElement asked) =>
        new XElement(
            asked.Name,
            Flags.Select(flag => new XElement(asked.Name.Namespace + flag, S3Format.Text(asked, flag) ?? "false"))
        ).ToString();

    /// <summary>AWS blocks all public access to new buckets.</summary>
    public const string Default =
        "<PublicAccessBlockConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><BlockPublicAcls>true</BlockPublicAcls>"
        + "<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy>"
        + "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";
}
