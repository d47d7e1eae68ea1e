using System.Globalization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>The common part of the operations of multipart uploads.</summary>
static class Uploads
{
    const int MostParts = 10_000;

    public static Upload Find(ObjectStore objects, S3Request request)
    {
        objects.Required(request.Bucket);
        return
            objects.Uploads.Find(request.Wire.Parameter("uploadId") ?? "") is { } found
            && (found.Bucket, found.Key) == (request.Bucket, request.Key)
            ? found
            : throw new AwsException(
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
                404
            )
            {
                Details = new Dictionary<string, object> { ["UploadId"] = request.Wire.Parameter("uploadId") ?? "" },
            };
    }

    public static int PartNumber(S3Request request) =>
        int.TryParse(request.Wire.Parameter("partNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 1 and <= MostParts
            ? number
            : throw S3Errors.InvalidArgument(
                $"Part number must be an integer between 1 and {MostParts}, inclusive",
                "partNumber",
                request.Wire.Parameter("partNumber")
            );

    /// <summary>Stores a part; replaces a part with the same number.</summary>
    public static UploadedPart Keep(ObjectStore objects, Upload upload, int number, byte[] content, DateTimeOffset now)
    {
        if (upload.Parts.TryGetValue(number, out var before))
            objects.Files.Delete(before.File.Name);
        var part = new UploadedPart(objects.Files.Write(content), now)
        {
            Checksum = upload.Algorithm is { } algorithm ? Checksums.Of(algorithm, content) : null,
        };
        objects.Uploads.Put(upload.Id, upload with { Parts = upload.Parts.SetItem(number, part) });
        return part;
    }

    public static void Remove(ObjectStore objects, Upload upload)
    {
        objects.Uploads.Remove(upload.Id);
        foreach (var part in upload.Parts.Values)
            objects.Files.Delete(part.File.Name);
    }
}
