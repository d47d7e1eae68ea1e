using System.Xml.Linq;
using Classroom.Cloud.S3;

namespace Classroom.Services.Tests.S3;

/// <summary>The checksums that S3 keeps with objects and parts. The values were recorded on AWS.</summary>
sealed class ChecksumTests : BucketTest
{
    const string Asks = "x-amz-checksum-mode";

    [SetUp]
    public Task Given() => GivenBucketAsync();

    [Test]
    public async Task An_object_without_a_checksum_gets_one_of_64_bits()
    {
        // The content of which AWS recorded this checksum.
        var put = await AskAsync<PutObject>("photos/cat", "test");
        Assert.That(Header(put, "x-amz-checksum-type"), Is.EqualTo("FULL_OBJECT"));
        Assert.That(Header(put, "x-amz-checksum-crc64nvme"), Is.EqualTo("+bu+zv66sUM="));
        Assert.That((await AskAsync<GetObject>("photos/cat")).Headers.Select(header => header.Name), Has.None.StartsWith("x-amz-checksum"));
        var got = await AskAsync<GetObject>("photos/cat", headers: (Asks, "ENABLED"));
        Assert.That(Header(got, "x-amz-checksum-crc64nvme"), Is.EqualTo(Header(put, "x-amz-checksum-crc64nvme")));
    }

    [Test]
    public async Task An_object_keeps_the_checksum_that_it_came_with_and_copies_keep_its_algorithm()
    {
        await AskAsync<PutObject>("photos/cat", "test", null, ("x-amz-checksum-crc32", "2H9+DA=="));
        Assert.That(
            Header(await AskAsync<HeadObject>("photos/cat", headers: (Asks, "ENABLED")), "x-amz-checksum-crc32"),
            Is.EqualTo("2H9+DA==")
        );
        var copy = await AskAsync<CopyObject>("photos/copy", headers: ("x-amz-copy-source", "photos/cat"));
        Assert.That((Texts(copy, "ChecksumCRC32")[0], Texts(copy, "ChecksumType")[0]), Is.EqualTo(("2H9+DA==", "FULL_OBJECT")));
        Assert.That(Texts(await AskAsync<ListObjectsV2>("photos"), "ChecksumAlgorithm"), Is.EqualTo(new[] { "CRC32", "CRC32" }));
    }

    [Test]
    public async Task A_part_of_an_object_comes_without_the_checksum_of_the_whole()
    {
        await AskAsync<PutObject>("photos/cat", "0123456789");
        var part = await AskAsync<GetObject>("photos/cat", headers: [(Asks, "ENABLED"), ("Range", "bytes=0-4")]);
        Assert.That(part.Headers.Select(header => header.Name), Has.None.StartsWith("x-amz-checksum"));
        var whole = await AskAsync<GetObject>("photos/cat", headers: [(Asks, "ENABLED"), ("Range", "bytes=0-100")]);
        Assert.That(whole.Headers.Select(header => header.Name), Has.Some.StartsWith("x-amz-checksum"));
    }

    [Test]
    public async Task An_upload_with_an_algorithm_has_a_checksum_of_the_checksums_of_its_parts()
    {
        var begun = await AskAsync<CreateMultipartUpload>("photos/cat", headers: ("x-amz-checksum-algorithm", "CRC32C"));
        Assert.That(Header(begun, "x-amz-checksum-type"), Is.EqualTo("COMPOSITE"));
        var path = $"photos/cat?uploadId={Texts(begun, "UploadId")[0]}";
        var part = await AskAsync<UploadPart>($"{path}&partNumber=1", "test content 123");
        Assert.That(Header(part, "x-amz-checksum-crc32c"), Is.EqualTo("fwuu0Q=="));
        Assert.That(Texts(await AskAsync<ListParts>(path), "ChecksumCRC32C"), Is.EqualTo(new[] { "fwuu0Q==" }));
        await RefusedAsync<CompleteMultipartUpload>("InvalidRequest", path, Complete(part, null));
        await RefusedAsync<CompleteMultipartUpload>("InvalidPart", path, Complete(part, "AAAAAA=="));
        var made = await AskAsync<CompleteMultipartUpload>(path, Complete(part, "fwuu0Q=="));
        Assert.That(Texts(made, "ChecksumCRC32C"), Is.EqualTo(new[] { "sZB91Q==-1" }));
        var attributes = await AskAsync<GetObjectAttributes>("photos/cat", headers: ("x-amz-object-attributes", "Checksum,ObjectParts"));
        Assert.That(
            (Texts(attributes, "ChecksumCRC32C"), Texts(attributes, "PartsCount")[0]),
            Is.EqualTo((new[] { "sZB91Q==", "fwuu0Q==" }, "1"))
        );
        var first = await AskAsync<GetObject>("photos/cat?partNumber=1", headers: (Asks, "ENABLED"));
        Assert.That(
            (first.Status, Header(first, "x-amz-mp-parts-count"), Header(first, "x-amz-checksum-crc32c")),
            Is.EqualTo((206, "1", "fwuu0Q=="))
        );
    }

    [TestCase("CRC64NVME", "COMPOSITE")]
    [TestCase("SHA256", "FULL_OBJECT")]
    [TestCase("MD5", "COMPOSITE")]
    public Task An_algorithm_and_a_type_that_do_not_fit_are_refused(string algorithm, string type) =>
        RefusedAsync<CreateMultipartUpload>(
            "InvalidRequest",
            "photos/cat",
            "",
            ("x-amz-checksum-algorithm", algorithm),
            ("x-amz-checksum-type", type)
        );

    [Test]
    public async Task A_part_number_that_an_object_does_not_have_is_refused()
    {
        await AskAsync<PutObject>("photos/cat", "test-123");
        Assert.That(Header(await AskAsync<GetObject>("photos/cat?partNumber=1"), "Content-Range"), Is.EqualTo("bytes 0-7/8"));
        var refused = await RefusedAsync<GetObject>("InvalidPartNumber", "photos/cat?partNumber=2");
        Assert.That((refused.Status, refused.Details!["ActualPartCount"]), Is.EqualTo((416, (object)1)));
        await RefusedAsync<GetObject>("InvalidRequest", "photos/cat?partNumber=1", "", ("Range", "bytes=0-1"));
    }

    // The ranges and their answers were recorded on AWS with an object of ten bytes.
    [TestCase("bytes=1-0", "0123456789")]
    [TestCase("bytes=-2", "89")]
    [TestCase("bytes=-15", "0123456789")]
    [TestCase("bytes=0--1", "0123456789")]
    [TestCase("bytes=0-1,3-4", "0123456789")]
    [TestCase("bytes=-", "0123456789")]
    [TestCase("0-8", "0123456789")]
    public async Task A_range_is_read_as_S3_reads_it(string range, string expected)
    {
        await PutAsync("photos/cat", "0123456789");
        var got = await AskAsync<GetObject>("photos/cat", headers: ("Range", range));
        Assert.That(System.Text.Encoding.UTF8.GetString(got.Content!.Value.Span), Is.EqualTo(expected));
    }

    [TestCase("bytes=-0")]
    [TestCase("bytes=100-200")]
    public async Task A_range_outside_the_object_is_refused(string range)
    {
        await PutAsync("photos/cat", "0123456789");
        var refused = await RefusedAsync<GetObject>("InvalidRange", "photos/cat", "", ("Range", range));
        Assert.That((refused.Details!["ActualObjectSize"], refused.Details["RangeRequested"]), Is.EqualTo(((object)10L, (object)range)));
    }

    [Test]
    public async Task A_request_overrides_headers_of_the_answer_and_an_unsigned_one_may_not()
    {
        await PutAsync("photos/cat", "meow");
        var got = await AskAsync<GetObject>("photos/cat?response-content-type=text/plain&response-cache-control=no-store");
        Assert.That((got.ContentType, Header(got, "Cache-Control")), Is.EqualTo(("text/plain", "no-store")));
    }

    static string Complete(S3Answer part, string? checksum) =>
        new XElement(
            "CompleteMultipartUpload",
            new XElement(
                "Part",
                new XElement("PartNumber", 1),
                new XElement("ETag", Header(part, "ETag")),
                checksum is null ? null : new XElement("ChecksumCRC32C", checksum)
            )
        ).ToString();
}
