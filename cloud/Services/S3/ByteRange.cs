using System.Globalization;
using System.Text.RegularExpressions;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>A part of the content of an object, with its end included.</summary>
/// <param name="Part">The number of the part that was asked for; null if bytes were asked for.</param>
sealed partial record ByteRange(long From, long To, int? Part = null)
{
    public long Length => To - From + 1;

    /// <summary>What a request asks for: a part, a range of bytes, or everything (null).</summary>
    public static ByteRange? Asked(S3Request request, StoredObject found)
    {
        var range = request.Wire.Header("Range");
        if (request.Wire.Parameter("partNumber") is not { } part)
            return Of(range, found.Size);
        if (range is not null)
            throw new AwsException("InvalidRequest", "Cannot specify both Range header and partNumber query parameter");
        return OfPart(Uploads.PartNumber(request), found);
    }

    /// <summary>The range of a copy, which must be exact.</summary>
    public static ByteRange? OfCopy(string? header, long size)
    {
        const string Name = "x-amz-copy-source-range";
        if (header is null)
            return null;
        var range = Exact().Match(header) is { Success: true } match ? Numbers(match) : null;
        if (range is null || range.To < range.From)
            throw S3Errors.InvalidArgument(
                $"The {Name} value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and "
                    + "last bytes to copy",
                Name,
                header
            );
        if (range.From >= size)
            throw new AwsException("InvalidRequest", "The specified copy range is invalid for the source object size");
        return range.To < size
            ? range
            : throw S3Errors.InvalidArgument($"Range specified is not valid for source object of size: {size}", Name, header);
    }

    /// <summary>A header that S3 cannot parse, or that has many ranges, asks for everything.</summary>
    static ByteRange? Of(string? header, long size)
    {
        if (header is null || Open().Match(header) is not { Success: true } match)
            return null;
        if (Numbers(match) is { } both)
            return both.To < both.From ? null
                : both.From < size ? both with { To = Math.Min(both.To, size - 1) }
                : throw S3Errors.InvalidRange(header, size);
        if (Number(match.Groups[1]) is { } from)
            return from < size ? new(from, size - 1) : throw S3Errors.InvalidRange(header, size);
        if (Number(match.Groups[2]) is not { } last)
            return null;
        return last > 0 && size > 0 ? new(Math.Max(0, size - last), size - 1) : throw S3Errors.InvalidRange(header, size);
    }

    static ByteRange? OfPart(int number, StoredObject found)
    {
        var count = Math.Max(1, found.Parts.Length);
        if (number > count)
            throw new AwsException("InvalidPartNumber", "The requested partnumber is not satisfiable", 416)
            {
                Details = new Dictionary<string, object> { ["ActualPartCount"] = count, ["PartNumberRequested"] = number },
            };
        if (found.Size == 0)
            return null;
        if (found.Parts.IsEmpty)
            return new(0, found.Size - 1, number);
        var from = found.Parts.Take(number - 1).Sum(part => part.Size);
        return new(from, from + found.Parts[number - 1].Size - 1, number);
    }

    static ByteRange? Numbers(Match match) =>
        Number(match.Groups[1]) is { } from && Number(match.Groups[2]) is { } to ? new(from, to) : null;

    static long? Number(Group group) =>
        long.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^bytes=(\d+)-(\d+)$")]
    private static partial Regex Exact();

    [GeneratedRegex(@"^bytes=(\d*)-(\d*)$")]
    private static partial Regex Open();
}
