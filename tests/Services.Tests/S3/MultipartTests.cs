using System.Xml.Linq;
using Classroom.Cloud.S3;

namespace Classroom.Services.Tests.S3;

sealed class MultipartTests : BucketTest
{
    const string NoUpload = "NoSuchUpload";

    static readonly string Large = new('x', 5 * 1024 * 1024);

    [SetUp]
    public Task Given() => GivenBucketAsync();

    [Test]
    public async Task CompleteMultipartUpload_joins_the_parts()
    {
        var upload = await BeginAsync();
        var (first, second) = (await PartAsync(upload, 1, Large), await PartAsync(upload, 2, "end"));
        Assert.That(Texts(await AskAsync<ListParts>($"photos/cat?uploadId={upload}"), "PartNumber"), Is.EqualTo(new[] { "1", "2" }));
        var made = await AskAsync<CompleteMultipartUpload>($"photos/cat?uploadId={upload}", Complete((1, first), (2, second)));
        Assert.That(Texts(made, "ETag")[0], Does.EndWith("-2\""));
        Assert.That(await ReadAsync("photos/cat"), Is.EqualTo(Large + "end"));
        Assert.That(Texts(await AskAsync<ListMultipartUploads>("photos"), "UploadId"), Is.Empty);
    }

    [Test]
    public async Task CompleteMultipartUpload_refuses_no_parts_wrong_parts_their_order_and_small_ones()
    {
        var upload = await BeginAsync();
        var path = $"photos/cat?uploadId={upload}";
        var (first, second) = (await PartAsync(upload, 1, "small"), await PartAsync(upload, 2, "end"));
        await RefusedAsync<CompleteMultipartUpload>("InvalidRequest", path, Complete());
        await RefusedAsync<CompleteMultipartUpload>("InvalidPart", path, Complete((1, "\"other\"")));
        await RefusedAsync<CompleteMultipartUpload>("InvalidPartOrder", path, Complete((2, second), (1, first)));
        await RefusedAsync<CompleteMultipartUpload>("EntityTooSmall", path, Complete((1, first), (2, second)));
        await RefusedAsync<CompleteMultipartUpload>(NoUpload, "photos/cat?uploadId=none", Complete((1, first)));
    }

    [Test]
    public async Task UploadPart_refuses_no_upload_and_a_number_out_of_range()
    {
        var upload = await BeginAsync();
        await RefusedAsync<UploadPart>(NoUpload, "photos/cat?uploadId=none&partNumber=1", "x");
        await RefusedAsync<UploadPart>(NoUpload, $"photos/dog?uploadId={upload}&partNumber=1", "x");
        await RefusedAsync<UploadPart>("InvalidArgument", $"photos/cat?uploadId={upload}&partNumber=10001", "x");
    }

    [Test]
    public async Task UploadPartCopy_takes_a_part_of_another_object()
    {
        await PutAsync("photos/source", "0123456789");
        var upload = await BeginAsync();
        var path = $"photos/cat?uploadId={upload}&partNumber=1";
        var part = await AskAsync<UploadPartCopy>(
            path,
            headers: [("x-amz-copy-source", "photos/source"), ("x-amz-copy-source-range", "bytes=2-4")]
        );
        await RefusedAsync<UploadPartCopy>("NoSuchKey", path, "", ("x-amz-copy-source", "photos/none"));
        await AskAsync<CompleteMultipartUpload>($"photos/cat?uploadId={upload}", Complete((1, Texts(part, "ETag")[0])));
        Assert.That(await ReadAsync("photos/cat"), Is.EqualTo("234"));
    }

    [Test]
    public async Task AbortMultipartUpload_takes_an_upload_away()
    {
        var upload = await BeginAsync();
        Assert.That(Texts(await AskAsync<ListMultipartUploads>("photos"), "UploadId"), Is.EqualTo(new[] { upload }));
        await AskAsync<AbortMultipartUpload>($"photos/cat?uploadId={upload}");
        await RefusedAsync<AbortMultipartUpload>(NoUpload, $"photos/cat?uploadId={upload}");
        await RefusedAsync<ListParts>(NoUpload, $"photos/cat?uploadId={upload}");
    }

    [Test]
    public async Task Uploads_to_no_bucket_are_NoSuchBucket()
    {
        await RefusedAsync<CreateMultipartUpload>(NoBucket, "none/cat");
        await RefusedAsync<ListMultipartUploads>(NoBucket, "none");
    }

    async Task<string> BeginAsync() => Texts(await AskAsync<CreateMultipartUpload>("photos/cat"), "UploadId")[0];

    async Task<string> PartAsync(string upload, int number, string body) =>
        Header(await AskAsync<UploadPart>($"photos/cat?uploadId={upload}&partNumber={number}", body), "ETag");

    static string Complete(params (int Number, string ETag)[] parts) =>
        new XElement(
            "CompleteMultipartUpload",
            parts.Select(part => new XElement("Part", new XElement("PartNumber", part.Number), new XElement("ETag", part.ETag)))
        ).ToString();
}
