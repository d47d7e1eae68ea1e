using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>A part that a request to complete an upload names.</summary>
sealed record AskedPart(int Number, string ETag, string UploadId, IReadOnlyList<(string Algorithm, string Value)> Checksums)
{
    const string ChecksumElement = "Checksum";

    public static List<AskedPart> Read(S3Request input)
    {
        var id = input.Wire.Parameter("uploadId") ?? "";
        if (input.Wire.Body.Length == 0)
            throw new AwsException("InvalidRequest", "You must specify at least one part");
        var asked = input.ReadXml().Elements().Where(element => element.Name.LocalName == "Part").Select(part => Read(part, id)).ToList();
        if (asked.Count == 0)
            throw new AwsException("InvalidRequest", "You must specify at least one part");
        if (!asked.Zip(asked.Skip(1)).All(pair => pair.First.Number < pair.Second.Number))
            throw new AwsException(
                "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part number."
            )
            {
                Details = new Dictionary<string, object> { ["UploadId"] = id },
            };
        return asked;
    }

    public UploadedPart FindIn(Upload upload)
    {
        if (!upload.Parts.TryGetValue(Number, out var part) || part.File.ETag != ETag)
            throw Wrong();
        foreach (var (algorithm, value) in Checksums)
        {
            if (upload.Algorithm is null || algorithm != upload.Algorithm)
            {
                if (upload.Algorithm is not null)
                    throw new AwsException(
                        "BadDigest",
                        $"The {algorithm.ToLowerInvariant()} you specified for part {Number} did not match what we received."
                    );
            }
            else if (value != part.Checksum)
            {
                throw Wrong();
            }
        }
        if (upload.ChecksumType == ObjectChecksum.Composite && Checksums.Count == 0)
            throw new AwsException(
                "InvalidRequest",
                $"The upload was created using a {upload.Algorithm!.ToLowerInvariant()} checksum. The complete request must include the "
                    + $"checksum for each part. It was missing for part {Number} in the request."
            );
        return part;
    }

    public AwsException TooSmall(UploadedPart part, int smallest) =>
        new("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
        {
            Details = new Dictionary<string, object>
            {
                ["ProposedSize"] = part.File.Size,
                ["MinSizeAllowed"] = smallest,
                ["PartNumber"] = Number,
                ["ETag"] = ETag,
            },
        };

    static AskedPart Read(XElement part, string id) =>
        new(
            int.TryParse(S3Format.Text(part, "PartNumber"), out var number) ? number : 0,
            (S3Format.Text(part, "ETag") ?? "").Trim('"'),
            id,
            [
                .. part.Elements()
                    .Where(element => element.Name.LocalName.StartsWith(ChecksumElement, StringComparison.Ordinal))
                    .Select(element => (element.Name.LocalName[ChecksumElement.Length..], element.Value)),
            ]
        );

    // Two blanks, as S3 writes them.
    AwsException Wrong() =>
        new(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may "
                + "not match the part's entity tag."
        )
        {
            Details = new Dictionary<string, object>
            {
                ["UploadId"] = UploadId,
                ["PartNumber"] = Number,
                ["ETag"] = ETag,
            },
        };
}
