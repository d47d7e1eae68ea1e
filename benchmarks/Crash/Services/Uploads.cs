using System.Security.Cryptography;
using System.Text;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>A multipart upload that continues after each restart with the acknowledged parts, until the object is complete.</summary>
sealed class Uploads(Scene scene) : Writer(scene, "S3 multipart")
{
    const string Bucket = "crash-uploads";
    const string Path = $"/{Bucket}/large%20object";
    const int LargePart = 5 * 1024 * 1024;
    const int Parts = 3;

    readonly SortedDictionary<int, Part> parts = [];
    string? upload;
    string? known;
    string? other;

    public override bool ComparesByReading => true;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(250);

    public override async Task PrepareAsync() => await MadeAsync(S3(HttpMethod.Put, $"/{Bucket}"));

    public override async Task StepAsync()
    {
        if (upload is null)
            await BeginAsync();
        else if (parts.Count < Parts)
            await SendAsync(parts.Count + 1);
        else
            await CompleteAsync();
    }

    public override async Task CompareRecentAsync()
    {
        await CompareObjectAsync();
        if (upload is not null)
            await ComparePartsAsync(upload);
    }

    public override Task CompareAllAsync() => CompareRecentAsync();

    async Task BeginAsync()
    {
        var reply = await S3(HttpMethod.Post, $"{Path}?uploads");
        if (!IsAcknowledged(reply))
            return;
        upload = reply.Element("UploadId");
        parts.Clear();
    }

    async Task SendAsync(int number)
    {
        var bytes = new byte[number == Parts ? 1000 + Random.Next(1000) : LargePart];
        Random.NextBytes(bytes);
        var reply = await S3(HttpMethod.Put, $"{Path}?partNumber={number}&uploadId={Uri.EscapeDataString(upload!)}", bytes);
        if (IsAcknowledged(reply))
            parts[number] = new(reply.Header("ETag")!.Trim('"'), bytes);
    }

    async Task CompleteAsync()
    {
        var asked = string.Concat(parts.Select(part => $"<Part><PartNumber>{part.Key}</PartNumber><ETag>{part.Value.ETag}</ETag></Part>"));
        other = Hash([.. parts.Values.SelectMany(part => part.Bytes)]);
        var reply = await S3(
            HttpMethod.Post,
            $"{Path}?uploadId={Uri.EscapeDataString(upload!)}",
            Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{asked}</CompleteMultipartUpload>")
        );
        if (IsAcknowledged(reply))
            (known, upload) = (other, null);
        other = null;
    }

    async Task CompareObjectAsync()
    {
        Tally.Compared++;
        var reply = await FindAsync(S3(HttpMethod.Get, Path), "NoSuchKey");
        var found = reply is null ? null : Hash(reply.Body);
        if (found != known && (other is null || found != other))
            Differ(
                found is null ? Fault.Lost : Fault.Wrong,
                $"the object of the last completed upload: {reply?.Body.Length.ToString() ?? "no"} bytes, different from the sent bytes"
            );
        if (Scene.IsFrozen)
            return;
        if (other is not null && found == other)
            upload = null;
        (known, other) = (found, null);
    }

    async Task ComparePartsAsync(string id)
    {
        if (await FindAsync(S3(HttpMethod.Get, $"{Path}?uploadId={Uri.EscapeDataString(id)}"), "NoSuchUpload") is not { } listed)
        {
            Differ(Fault.Lost, $"the upload {id} with {parts.Count} parts is gone");
            if (!Scene.IsFrozen)
                upload = null;
            return;
        }
        var found = listed
            .Xml.Descendants()
            .Where(element => element.Name.LocalName == "Part")
            .ToDictionary(
                part => int.Parse(part.Elements().Single(element => element.Name.LocalName == "PartNumber").Value),
                part => part.Elements().Single(element => element.Name.LocalName == "ETag").Value.Trim('"')
            );
        foreach (var (number, part) in parts)
            if (found.GetValueOrDefault(number) != part.ETag)
                Differ(Fault.Lost, $"part {number} of the upload {id} is {(found.ContainsKey(number) ? "another" : "gone")}");
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    Task<Reply> S3(HttpMethod method, string path, byte[]? body = null) => Client.BytesAsync("s3", method, path, body);

    sealed record Part(string ETag, byte[] Bytes);
}
