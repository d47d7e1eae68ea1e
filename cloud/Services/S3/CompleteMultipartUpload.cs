using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

[Takes("UploadId Parts")]
sealed class CompleteMultipartUpload(ObjectStore objects, CloudSettings settings) : IOperation<S3Request, S3Answer>
{
    const int SmallestPart = 5 * 1024 * 1024;

    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.OnObject(input.Bucket, input.Key);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var upload = Uploads.Find(objects, input);
        var parts = Asked(input).Select(asked => Find(upload, asked)).ToList();
        if (parts.SkipLast(1).Any(part => part.Size < SmallestPart))
            throw new AwsException("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
        var made = objects.Put(bucket, upload.Key, objects.Files.Join(parts), upload.Description);
        Uploads.Remove(objects, upload);
        return S3Answer.Of(
            new(
                "CompleteMultipartUploadResult",
                new XElement("Location", $"{settings.Endpoint}{input.Wire.RawPath}"),
                new XElement("Bucket", bucket.Name),
                new XElement("Key", made.Key),
                new XElement("ETag", $"\"{made.ETag}\"")
            )
        ) with
        {
            Headers = [("x-amz-server-side-encryption", "AES256"), .. S3Format.Version(bucket, made.VersionId)],
        };
    }

    static List<(int Number, string ETag)> Asked(S3Request input)
    {
        var asked = input
            .ReadXml()
            .Elements()
            .Where(element => element.Name.LocalName == "Part")
            .Select(part =>
                (
                    Number: int.TryParse(S3Format.Text(part, "PartNumber"), out var number) ? number : 0,
                    ETag: (S3Format.Text(part, "ETag") ?? "").Trim('"')
                )
            )
            .ToList();
        if (asked.Count == 0)
            throw new AwsException(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema"
            );
        if (!asked.Zip(asked.Skip(1)).All(pair => pair.First.Number < pair.Second.Number))
            throw new AwsException(
                "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part number."
            );
        return asked;
    }

    static StoredFile Find(Upload upload, (int Number, string ETag) asked) =>
        upload.Parts.TryGetValue(asked.Number, out var part) && part.File.ETag == asked.ETag
            ? part.File
            : throw new AwsException(
                "InvalidPart",
                "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity "
                    + "tag may not match the part's entity tag."
            );
}
