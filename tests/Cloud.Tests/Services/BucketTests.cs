using System.Security.Cryptography;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>S3 as the AWS CLI uses it, and what only a signature can say.</summary>
sealed class BucketTests : CloudFixture
{
    const int Megabyte = 1024 * 1024;

    AwsCli aws = null!;
    string folder = "";
    Signer signer = null!;

    string Address => $"{Cloud.Endpoint}/user1-files/notes%20of%20today.txt";

    [OneTimeSetUp]
    public async Task MakeBucket()
    {
        AwsCli.Require();
        (aws, folder, signer) = (new(Cloud.Endpoint), Folders.New(), new("test", "test", "s3"));
        await aws.JsonAsync("s3api", "create-bucket", "--bucket", "user1-files");
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase(100)]
    [TestCase(8 * Megabyte)]
    [TestCase((21 * Megabyte) + 5)]
    public async Task Files_of_any_size_come_back_as_they_went(int size)
    {
        var (there, back) = (Path.Combine(folder, $"there{size}"), Path.Combine(folder, $"back{size}"));
        await File.WriteAllBytesAsync(there, RandomNumberGenerator.GetBytes(size));
        await DoneAsync("s3", "cp", there, $"s3://user1-files/dir/{size}", "--content-type", "x/y", "--metadata", "color=blue");
        await DoneAsync("s3", "cp", $"s3://user1-files/dir/{size}", $"s3://user1-files/copy/{size}");
        await DoneAsync("s3", "cp", $"s3://user1-files/copy/{size}", back);
        Assert.That(await File.ReadAllBytesAsync(back), Is.EqualTo(await File.ReadAllBytesAsync(there)));
        var head = await aws.JsonAsync("s3api", "head-object", "--bucket", "user1-files", "--key", $"dir/{size}");
        Assert.That(
            ((string?)head!["ContentType"], (string?)head["Metadata"]!["color"], (long)head["ContentLength"]!),
            Is.EqualTo(("x/y", "blue", (long)size))
        );
        Assert.That((await DoneAsync("s3", "ls", "s3://user1-files/dir/")).Out, Does.Contain($"{size}"));
        await DoneAsync("s3", "rm", $"s3://user1-files/copy/{size}");
        Assert.That((await aws.RunAsync("s3", "ls", $"s3://user1-files/copy/{size}")).Code, Is.EqualTo(1));
    }

    [Test]
    public async Task An_upload_in_parts_checks_its_parts()
    {
        var part = Path.Combine(folder, "part");
        await File.WriteAllBytesAsync(part, RandomNumberGenerator.GetBytes(Megabyte));
        string[] where = ["--bucket", "user1-files", "--key", "parts"];
        var id = (string)(await aws.JsonAsync(["s3api", "create-multipart-upload", .. where]))!["UploadId"]!;
        where = [.. where, "--upload-id", id];
        var tags = new List<string>();
        foreach (var number in (string[])["1", "2"])
            tags.Add((string)(await aws.JsonAsync(["s3api", "upload-part", .. where, "--part-number", number, "--body", part]))!["ETag"]!);
        var listed = await aws.JsonAsync(["s3api", "list-parts", .. where]);
        Assert.That(
            listed!["Parts"]!.AsArray().Select(each => ((int)each!["PartNumber"]!, (int)each["Size"]!)),
            Is.EqualTo(new[] { (1, Megabyte), (2, Megabyte) })
        );
        Assert.That(
            (await aws.JsonAsync("s3api", "list-multipart-uploads", "--bucket", "user1-files"))!["Uploads"]!
                .AsArray()
                .Select(upload => (string?)upload!["UploadId"]),
            Is.EqualTo(new[] { id })
        );

        async Task<string> CompleteAsync(params (int Number, string ETag)[] parts) =>
            (
                await aws.RunAsync([
                    "s3api",
                    "complete-multipart-upload",
                    .. where,
                    "--multipart-upload",
                    System.Text.Json.JsonSerializer.Serialize(
                        new { Parts = parts.Select(each => new { PartNumber = each.Number, each.ETag }) }
                    ),
                ])
            ).Err;
        Assert.That(await CompleteAsync((2, tags[1]), (1, tags[0])), Does.Contain("(InvalidPartOrder)"));
        Assert.That(await CompleteAsync((1, "none")), Does.Contain("(InvalidPart)"));
        Assert.That(await CompleteAsync((1, tags[0]), (2, tags[1])), Does.Contain("(EntityTooSmall)"));
        await DoneAsync(["s3api", "abort-multipart-upload", .. where]);
        Assert.That(await CompleteAsync((1, tags[0])), Does.Contain("(NoSuchUpload)"));
    }

    [Test]
    public async Task A_presigned_address_needs_no_keys_until_it_expires()
    {
        var put = await WireClient.SendAsync(
            new(HttpMethod.Put, signer.Presign(HttpMethod.Put, Address)) { Content = new StringContent("hello") }
        );
        Assert.That(put.Status, Is.EqualTo(200), put.Body);
        Assert.That((await GetAsync(signer.Presign(HttpMethod.Get, Address))).Body, Is.EqualTo("hello"));
        Assert.That((await GetAsync(Address)).Code, Is.EqualTo("AccessDenied"));
        Assert.That(
            (await GetAsync(signer.Presign(HttpMethod.Put, Address))).Code,
            Is.EqualTo("SignatureDoesNotMatch"),
            "it is for another method"
        );
        var old = await GetAsync(
            new Signer("test", "test", "s3") { Now = DateTimeOffset.UtcNow.AddHours(-2) }.Presign(HttpMethod.Get, Address)
        );
        Assert.That((old.Status, old.Message), Is.EqualTo((403, "Request has expired")));
        var forged = await GetAsync($"{Address}?AWSAccessKeyId=test&Expires=9999999999&Signature=x");
        Assert.That((forged.Status, forged.Code), Is.EqualTo((403, "SignatureDoesNotMatch")));
        Assert.That(forged.Body, Does.Contain($"GET\n\n\n9999999999\n{new Uri(Address).AbsolutePath}"));
        var incomplete = await GetAsync($"{Address}?AWSAccessKeyId=test&Signature=x");
        Assert.That(
            (incomplete.Code, incomplete.Message),
            Is.EqualTo(("AccessDenied", "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters"))
        );
    }

    [Test]
    public async Task An_address_of_signature_version_2_is_for_one_request_until_it_expires()
    {
        var put = await WireClient.SendAsync(
            new(HttpMethod.Put, signer.Presign(HttpMethod.Put, Address)) { Content = new StringContent("hello") }
        );
        Assert.That(put.Status, Is.EqualTo(200), put.Body);
        var later = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
        Assert.That((await GetAsync(Version2("GET", later))).Body, Is.EqualTo("hello"));
        Assert.That((await GetAsync(Version2("GET", later, "&response-content-type=text/plain"))).Status, Is.EqualTo(200));
        Assert.That((await GetAsync(Version2("PUT", later))).Code, Is.EqualTo("SignatureDoesNotMatch"), "it is for another method");
        Assert.That((await GetAsync(Version2("GET", later) + "&versionId=null")).Code, Is.EqualTo("SignatureDoesNotMatch"));
        var old = await GetAsync(Version2("GET", DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds()));
        Assert.That((old.Status, old.Message), Is.EqualTo((403, "Request has expired")));
    }

    /// <summary>As the documentation of S3 describes the signature: HMAC-SHA1 over method, time and resource.</summary>
    string Version2(string method, long expires, string parameter = "")
    {
        var resource = new Uri(Address).AbsolutePath + (parameter.Length > 0 ? $"?{parameter[1..]}" : "");
#pragma warning disable CA5350 // the signature of version 2
        var signature = HMACSHA1.HashData("test"u8, System.Text.Encoding.UTF8.GetBytes($"{method}\n\n\n{expires}\n{resource}"));
#pragma warning restore CA5350
        return $"{Address}?AWSAccessKeyId=test&Expires={expires}{parameter}&Signature="
            + Uri.EscapeDataString(Convert.ToBase64String(signature));
    }

    [Test]
    public async Task Every_header_of_S3_in_a_presigned_request_is_signed()
    {
        var request = new HttpRequestMessage(HttpMethod.Put, signer.Presign(HttpMethod.Put, Address))
        {
            Content = new StringContent("hello"),
        };
        request.Headers.TryAddWithoutValidation("x-amz-meta-b", "1");
        request.Headers.TryAddWithoutValidation("x-amz-acl", "private");
        var refused = await WireClient.SendAsync(request);
        Assert.That(
            (refused.Status, refused.Code, refused.Message),
            Is.EqualTo((403, "AccessDenied", "There were headers present in the request which were not signed"))
        );
        Assert.That(refused.Body, Does.Contain("<HeadersNotSigned>x-amz-acl, x-amz-meta-b</HeadersNotSigned>"));
    }

    [Test]
    public async Task Signatures_of_presigned_requests_that_lack_a_part_are_refused()
    {
        var incomplete = await GetAsync($"{Address}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=60");
        Assert.That((incomplete.Status, incomplete.Code), Is.EqualTo((400, "AuthorizationQueryParametersError")));
    }

    [Test]
    public async Task A_body_in_chunks_is_put_together_and_each_is_checked()
    {
        byte[][] chunks = [new byte[70_000], RandomNumberGenerator.GetBytes(66_000), "end"u8.ToArray()];
        Assert.That((await PutAsync(chunks, null)).Status, Is.EqualTo(200));
        var response = await GetAsync(signer.Presign(HttpMethod.Get, $"{Cloud.Endpoint}/user1-files/chunks"));
        Assert.That(await response.Response.Content.ReadAsByteArrayAsync(), Is.EqualTo(chunks.SelectMany(chunk => chunk)));
        Assert.That(response.Response.Content.Headers.ContentEncoding, Is.Empty);
        Assert.That((await PutAsync(chunks, own => new([.. own.Reverse()]))).Code, Is.EqualTo("SignatureDoesNotMatch"));
    }

    Task<Answer> PutAsync(byte[][] chunks, Func<string, string>? forge)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Cloud.Endpoint}/user1-files/chunks");
        signer.SignChunks(request, chunks, forge);
        return WireClient.SendAsync(request);
    }

    static Task<Answer> GetAsync(string address) => WireClient.SendAsync(new(HttpMethod.Get, address));

    async Task<Printed> DoneAsync(params string[] arguments)
    {
        var printed = await aws.RunAsync(arguments);
        Assert.That(printed.Code, Is.Zero, $"{string.Join(' ', arguments)}\n{printed.Out}{printed.Err}");
        return printed;
    }
}
