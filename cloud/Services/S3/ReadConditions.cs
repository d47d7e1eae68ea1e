using System.Globalization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.S3;

/// <summary>
/// The conditions under which an object is read or copied. A condition about the ETag makes the one about the time void, as RFC 9110 says.
/// </summary>
static class ReadConditions
{
    const string CopyPrefix = "x-amz-copy-source-";

    public static void Check(S3Request request, StoredObject found, Call call)
    {
        var failed = Failed(request, "", found, call);
        if (failed is "If-None-Match" or "If-Modified-Since")
            throw new AwsException("NotModified", "Not Modified", 304);
        if (failed is not null)
            throw S3Errors.PreconditionFailed(failed);
    }

    /// <summary>Checks the conditions of a copy: the object may have been replaced since the client has seen it.</summary>
    public static void CheckSource(S3Request request, StoredObject source, Call call)
    {
        if (Failed(request, CopyPrefix, source, call) is { } failed)
            throw S3Errors.PreconditionFailed($"{CopyPrefix}{failed}");
    }

    /// <summary>The name of the first condition that does not hold.</summary>
    static string? Failed(S3Request request, string prefix, StoredObject found, Call call)
    {
        string? Header(string name) => request.Wire.Header($"{prefix}{name}");
        if (Header("If-Match") is { } wanted)
        {
            if (!Names(wanted, found.ETag))
                return "If-Match";
        }
        else if (TimeOf(Header("If-Unmodified-Since")) is { } unmodified && Second(found.Modified) > unmodified)
        {
            return "If-Unmodified-Since";
        }
        if (Header("If-None-Match") is { } unwanted)
            return Names(unwanted, found.ETag) ? "If-None-Match" : null;
        // A time in the future says nothing.
        return TimeOf(Header("If-Modified-Since")) is { } modified && modified <= call.Now && Second(found.Modified) <= modified
            ? "If-Modified-Since"
            : null;
    }

    static bool Names(string tag, string etag) => tag == "*" || tag.Trim('"') == etag;

    static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Times in headers have seconds only.</summary>
    static DateTimeOffset Second(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
