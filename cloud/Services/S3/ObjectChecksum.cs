namespace Classroom.Cloud.S3;

/// <summary>A checksum that S3 keeps with an object: of its content, or of the checksums of its parts.</summary>
sealed record ObjectChecksum(string Algorithm, string Value, string Type)
{
    public const string FullObject = "FULL_OBJECT";
    public const string Composite = "COMPOSITE";

    /// <summary>The name in XML; the name in headers is x-amz-checksum- and the algorithm.</summary>
    public string Element => $"Checksum{Algorithm}";

    public IEnumerable<(string Name, string Value)> Headers =>
        [($"{Checksums.Prefix}{Algorithm.ToLowerInvariant()}", Value), (Checksums.TypeHeader, Type)];

    public static ObjectChecksum Of(string algorithm, byte[] content) => new(algorithm, Checksums.Of(algorithm, content), FullObject);
}

/// <summary>A part of an object that was uploaded in parts.</summary>
/// <param name="Checksum">In the algorithm of the upload; null for an upload without an algorithm.</param>
sealed record ObjectPart(long Size, string? Checksum);
