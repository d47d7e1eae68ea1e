using System.Text;

namespace Classroom.Cloud.Gateway;

/// <summary>A form with a file, as browsers send it: multipart/form-data. Fields come before the file; what follows is ignored.</summary>
sealed record FormUpload(IReadOnlyList<KeyValuePair<string, string>> Fields, ReadOnlyMemory<byte>? File = null, string? FileName = null)
{
    const string MediaType = "multipart/form-data";
    const string FileField = "file";
    const int MostFields = 200;

    static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray();

    /// <summary>The value of a field. The names of fields have no case.</summary>
    public string? Value(string name) => Fields.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The form in a request; null if the request is none.</summary>
    public static FormUpload? Of(WireRequest request)
    {
        if (request.Method != "POST" || request.Header("Content-Type") is not { } type || BoundaryOf(type) is not { } boundary)
            return null;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var part in Parts(request.Body, Encoding.UTF8.GetBytes($"--{boundary}")))
        {
            var end = part.Span.IndexOf(EndOfHeaders);
            if (end < 0 || Disposition(part.Span[..end]) is not { } disposition || Parameter(disposition, "name") is not { } name)
                continue;
            var content = part[(end + EndOfHeaders.Length)..];
            if (name == FileField)
                return new(fields, content, Parameter(disposition, "filename"));
            fields.Add(new(name, Encoding.UTF8.GetString(content.Span)));
            if (fields.Count == MostFields)
                break;
        }
        return new(fields);
    }

    static string? BoundaryOf(string type) =>
        type.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) ? Parameter(type, "boundary") : null;

    static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> body, byte[] delimiter)
    {
        var start = body.Span.IndexOf(delimiter);
        byte[] next = [(byte)'\r', (byte)'\n', .. delimiter];
        while (start >= 0)
        {
            var from = start + delimiter.Length;
            var length = body.Span[from..].IndexOf(next);
            if (length < 0)
                yield break;
            yield return body.Slice(from, length);
            start = from + length + 2;
        }
    }

    static string? Disposition(ReadOnlySpan<byte> headers) =>
        Array.Find(
            Encoding.UTF8.GetString(headers).Split("\r\n"),
            line => line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>A parameter of a header: form-data; name="key"; filename="cat.txt"</summary>
    static string? Parameter(string header, string name)
    {
        foreach (var part in header.Split(';').Skip(1))
        {
            var mark = part.IndexOf('=', StringComparison.Ordinal);
            if (mark > 0 && part[..mark].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return part[(mark + 1)..].Trim().Trim('"');
        }
        return null;
    }
}
