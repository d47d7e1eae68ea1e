using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.S3;

[Takes(TakesAttribute.Description + " ChecksumAlgorithm ChecksumType")]
sealed class CreateMultipartUpload(ObjectStore objects, RequestIds ids) : IOperation<S3Request, S3Answer>
{
    static readonly string[] Supported = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

    public IEnumerable<Permission> Needs(S3Request input, Call call) => objects.ToWrite(input);

    public S3Answer Run(S3Request input, Call call)
    {
        var bucket = objects.Required(input.Bucket);
        var id = ids.Next().Replace("-", "", StringComparison.Ordinal);
        var algorithm = AlgorithmOf(input);
        var upload = new Upload(id, bucket.Name, input.Key, call.Now, S3Format.Describe(input))
        {
            Algorithm = algorithm,
            ChecksumType = TypeOf(input, algorithm),
            Initiator = call.Caller.Arn,
        };
        objects.Uploads.Put(id, upload);
        return S3Answer.Of(
            new(
                "InitiateMultipartUploadResult",
                new XElement("Bucket", bucket.Name),
                new XElement("Key", input.Key),
                new XElement("UploadId", id)
            )
        ) with
        {
            Headers =
            [
                S3Format.Encryption,
                .. algorithm is null ? [] : new[] { (Checksums.AlgorithmHeader, algorithm), (Checksums.TypeHeader, upload.ChecksumType!) },
            ],
        };
    }

    static string? AlgorithmOf(S3Request input) =>
        input.Wire.Header(Checksums.AlgorithmHeader) is not { } asked ? null
        : Supported.Contains(asked.ToUpperInvariant()) ? asked.ToUpperInvariant()
        : throw Invalid(
            "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                + $"[{string.Join(", ", Supported)}]"
        );

    static string? TypeOf(S3Request input, string? algorithm)
    {
        var type = input.Wire.Header(Checksums.TypeHeader);
        if (algorithm is null)
            return type is null
                ? null
                : throw Invalid($"The {Checksums.TypeHeader} header can only be used with the {Checksums.AlgorithmHeader} header.");
        // A CRC of parts can be combined to the CRC of the whole; a hash cannot. CRC64NVME is of the whole object only.
        var isImpossible =
            (type == ObjectChecksum.Composite && algorithm == Checksums.Default)
            || (type == ObjectChecksum.FullObject && algorithm.StartsWith("SHA", StringComparison.Ordinal));
        if (isImpossible)
            throw Invalid($"The {type} checksum type cannot be used with the {algorithm.ToLowerInvariant()} checksum algorithm.");
        return type ?? (algorithm == Checksums.Default ? ObjectChecksum.FullObject : ObjectChecksum.Composite);
    }

    static AwsException Invalid(string message) => new("InvalidRequest", message);
}
