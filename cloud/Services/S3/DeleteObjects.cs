using System.Xml.Linq;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

[Takes("Objects Quiet BypassGovernanceRetention")]
sealed class DeleteObjects(ObjectStore objects, S3Events events) : IOperation<S3Request, S3Answer>
{
    const int MostObjects = 1000;

    public IEnumerable<Permission> Needs(S3Request input, Call call) =>
        [
            .. Entries(input.ReadXml())
                .SelectMany(entry =>
                    objects.OnObject(
                        input.Bucket,
                        S3Format.Text(entry, "Key") ?? "",
                        S3Format.Text(entry, "VersionId") is null ? null : "s3:DeleteObjectVersion"
                    )
                ),
        ];

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        if (input.Wire.Header("x-amz-bypass-governance-retention") is not null)
            throw S3Errors.NoRetention();
        var request = input.ReadXml();
        var entries = Entries(request)
            .Select(entry => (Key: S3Format.Text(entry, "Key"), Version: S3Format.Text(entry, "VersionId")))
            .ToList();
        if (entries.Count is 0 or > MostObjects || entries.Any(entry => entry.Key is null))
            throw S3Errors.Malformed();
        var isQuiet = S3Format.Text(request, "Quiet") == "true";
        return S3Answer.Of(
            new(
                "DeleteResult",
                entries.Select(entry => Delete(bucket, entry.Key!, entry.Version, call)).Where(result => !isQuiet || result.Name == "Error")
            )
        );
    }

    static IEnumerable<XElement> Entries(XElement request) => request.Elements().Where(element => element.Name.LocalName == "Object");

    XElement Delete(Bucket bucket, string key, string? version, Call call)
    {
        if (version is not null && objects.History(bucket.Name, key)?.Versions.Exists(known => known.VersionId == version) != true)
            return new(
                "Error",
                new XElement("Key", key),
                new XElement("VersionId", version),
                new XElement("Code", "NoSuchVersion"),
                new XElement("Message", "The specified version does not exist.")
            );
        var deleted = objects.Delete(bucket, key, version);
        if (deleted.IsDone)
            events.Deleted(bucket, key, deleted.Version, version is null && deleted.IsMarker, nameof(DeleteObjects), call);
        return new(
            "Deleted",
            new XElement("Key", key),
            version is null ? null : new XElement("VersionId", version),
            deleted.IsMarker ? new XElement("DeleteMarker", true) : null,
            deleted.IsMarker ? new XElement("DeleteMarkerVersionId", deleted.Version) : null
        );
    }
}
