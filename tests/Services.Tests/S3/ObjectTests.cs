using System.Text;
using Classroom.Cloud.S3;

namespace Classroom.Services.Tests.S3;

sealed class ObjectTests : BucketTest
{
    [SetUp]
    public Task Given() => GivenBucketAsync();

    [TestCase("x-amz-copy-source-if-match", "\"none\"")]
    [TestCase("x-amz-copy-source-if-none-match", "\"4a4be40c96ac6314e91d93f38043a634\"")]
    public async Task CopyObject_and_UploadPartCopy_refuse_a_source_that_has_changed(string header, string tag)
    {
        await PutAsync("photos/cat", "meow");
        (string, string)[] headers = [("x-amz-copy-source", "photos/cat"), (header, tag)];
        await RefusedAsync<CopyObject>("PreconditionFailed", "photos/dog", "", headers);
        var upload = (await AskAsync<CreateMultipartUpload>("photos/dog")).Xml!.Element("UploadId")!.Value;
        await RefusedAsync<UploadPartCopy>("PreconditionFailed", $"photos/dog?uploadId={upload}&partNumber=1", "", headers);
    }

    [Test]
    public async Task PutObject_keeps_an_object_that_GetObject_reads_with_its_metadata()
    {
        var put = await AskAsync<PutObject>("photos/cat", "meow", null, ("Content-Type", "text/plain"), ("x-amz-meta-Colour", "grey"));
        var got = await AskAsync<GetObject>("photos/cat");
        Assert.That(
            (Encoding.UTF8.GetString(got.Content!.Value.Span), got.ContentType, Header(got, "x-amz-meta-colour"), Header(got, "ETag")),
            Is.EqualTo(("meow", "text/plain", "grey", Header(put, "ETag")))
        );
    }

    [Test]
    public async Task PutObject_refuses_no_bucket_and_a_body_that_is_not_what_was_sent()
    {
        await RefusedAsync<PutObject>(NoBucket, "none/cat", "meow");
        await RefusedAsync<PutObject>("BadDigest", "photos/cat", "meow", ("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="));
        await RefusedAsync<PutObject>("InvalidArgument", "photos/cat", "meow", ("x-amz-tagging", "a=1&a=2"));
    }

    [Test]
    public async Task GetObject_reads_a_part()
    {
        await PutAsync("photos/cat", "0123456789");
        var part = await AskAsync<GetObject>("photos/cat", headers: ("Range", "bytes=2-4"));
        Assert.That(
            (part.Status, Encoding.UTF8.GetString(part.Content!.Value.Span), Header(part, "Content-Range")),
            Is.EqualTo((206, "234", "bytes 2-4/10"))
        );
    }

    [Test]
    public async Task GetObject_refuses_keys_versions_ranges_and_conditions()
    {
        await PutAsync("photos/cat", "meow");
        await RefusedAsync<GetObject>(NoBucket, "none/cat");
        await RefusedAsync<GetObject>("NoSuchKey", "photos/dog");
        await RefusedAsync<GetObject>("InvalidArgument", "photos/cat?versionId=1");
        await RefusedAsync<GetObject>("NoSuchVersion", $"photos/cat?versionId={new string('a', 32)}");
        await RefusedAsync<GetObject>("InvalidRange", "photos/cat", "", ("Range", "bytes=4-"));
        await RefusedAsync<GetObject>("PreconditionFailed", "photos/cat", "", ("If-Match", "\"other\""));
        var tag = Header(await AskAsync<HeadObject>("photos/cat"), "ETag");
        await RefusedAsync<GetObject>("NotModified", "photos/cat", "", ("If-None-Match", tag));
    }

    [Test]
    public async Task HeadObject_tells_the_size()
    {
        await PutAsync("photos/cat", "meow");
        Assert.That(Header(await AskAsync<HeadObject>("photos/cat"), "Content-Length"), Is.EqualTo("4"));
        await RefusedAsync<HeadObject>("NoSuchKey", "photos/dog");
    }

    [Test]
    public async Task GetObjectAttributes_answers_what_is_asked_for()
    {
        await PutAsync("photos/cat", "meow");
        var attributes = await AskAsync<GetObjectAttributes>("photos/cat", headers: ("x-amz-object-attributes", "ObjectSize,StorageClass"));
        Assert.That(attributes.Xml!.Elements().Select(element => element.Value), Is.EqualTo(new[] { "STANDARD", "4" }));
        await RefusedAsync<GetObjectAttributes>("InvalidArgument", "photos/cat");
        await RefusedAsync<GetObjectAttributes>("InvalidArgument", "photos/cat", "", ("x-amz-object-attributes", "Colour"));
        await RefusedAsync<GetObjectAttributes>("NoSuchKey", "photos/dog", "", ("x-amz-object-attributes", "ETag"));
    }

    [Test]
    public async Task DeleteObject_takes_an_object_away_and_once_more_is_no_error()
    {
        await PutAsync("photos/cat", "meow");
        for (var i = 0; i < 2; i++)
            Assert.That((await AskAsync<DeleteObject>("photos/cat")).Status, Is.EqualTo(204));
        await RefusedAsync<GetObject>("NoSuchKey", "photos/cat");
        await RefusedAsync<DeleteObject>(NoBucket, "none/cat");
    }

    [Test]
    public async Task DeleteObjects_takes_many_away_at_once()
    {
        foreach (var key in (string[])["a", "b", "c"])
            await PutAsync($"photos/{key}", key);
        var deleted = await AskAsync<DeleteObjects>(
            "photos",
            "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>"
        );
        Assert.That(Texts(deleted, "Key"), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Texts(await AskAsync<ListObjectsV2>("photos"), "Key"), Is.EqualTo(new[] { "c" }));
        await RefusedAsync<DeleteObjects>("MalformedXML", "photos", "<Delete>");
        await RefusedAsync<DeleteObjects>("MalformedXML", "photos", "<Delete><Object/></Delete>");
    }

    [Test]
    public async Task CopyObject_copies_content_and_tags()
    {
        await PutAsync("photos/cat", "meow");
        await AskAsync<PutObjectTagging>("photos/cat", Tagging(("stage", "dev")));
        await AskAsync<CopyObject>("photos/copy", headers: ("x-amz-copy-source", "/photos/cat"));
        Assert.That(await ReadAsync("photos/copy"), Is.EqualTo("meow"));
        Assert.That(Texts(await AskAsync<GetObjectTagging>("photos/copy"), "Key"), Is.EqualTo(new[] { "stage" }));
        await RefusedAsync<CopyObject>("NoSuchKey", "photos/copy", "", ("x-amz-copy-source", "/photos/dog"));
        await RefusedAsync<CopyObject>("InvalidArgument", "photos/copy", "", ("x-amz-copy-source", "cat"));
    }

    [Test]
    public async Task PutObjectTagging_sets_what_GetObjectTagging_shows()
    {
        await PutAsync("photos/cat", "meow");
        await AskAsync<PutObjectTagging>("photos/cat", Tagging(("a", "1"), ("b", "2")));
        Assert.That(Texts(await AskAsync<GetObjectTagging>("photos/cat"), "Value"), Is.EqualTo(new[] { "1", "2" }));
        await RefusedAsync<PutObjectTagging>("InvalidTag", "photos/cat", Tagging(("", "1")));
        await RefusedAsync<PutObjectTagging>("NoSuchKey", "photos/dog", Tagging(("a", "1")));
        await RefusedAsync<GetObjectTagging>("NoSuchKey", "photos/dog");
    }

    [Test]
    public async Task A_bucket_with_versions_keeps_what_was_deleted()
    {
        await AskAsync<PutBucketVersioning>("photos", "<V><Status>Enabled</Status></V>");
        var first = Header(await AskAsync<PutObject>("photos/cat", "one"), "x-amz-version-id");
        await PutAsync("photos/cat", "two");
        var deleted = await AskAsync<DeleteObject>("photos/cat");
        Assert.That(Header(deleted, "x-amz-delete-marker"), Is.EqualTo("true"));
        Assert.That(await ReadAsync($"photos/cat?versionId={first}"), Is.EqualTo("one"));
        var versions = await AskAsync<ListObjectVersions>("photos");
        Assert.That((Texts(versions, "Version").Length, Texts(versions, "DeleteMarker").Length), Is.EqualTo((2, 1)));
        await AskAsync<DeleteObject>($"photos/cat?versionId={Header(deleted, "x-amz-version-id")}");
        Assert.That(await ReadAsync("photos/cat"), Is.EqualTo("two"));
    }

    [Test]
    public async Task ListObjectsV2_lists_folders_and_pages()
    {
        foreach (var key in (string[])["a/1", "a/2", "b", "c"])
            await PutAsync($"photos/{key}", key);
        var first = await AskAsync<ListObjectsV2>("photos?delimiter=/&max-keys=2");
        Assert.That(
            (
                first.Xml!.Element("CommonPrefixes")!.Value,
                first.Xml!.Element("Contents")!.Element("Key")!.Value,
                Texts(first, "IsTruncated")[0]
            ),
            Is.EqualTo(("a/", "b", "true"))
        );
        var token = Uri.EscapeDataString(Texts(first, "NextContinuationToken")[0]);
        Assert.That(
            Texts(await AskAsync<ListObjectsV2>($"photos?delimiter=/&continuation-token={token}"), "Key"),
            Is.EqualTo(new[] { "c" })
        );
    }

    [Test]
    public async Task ListObjects_goes_on_after_a_marker()
    {
        foreach (var key in (string[])["a", "b", "c"])
            await PutAsync($"photos/{key}", key);
        Assert.That(Texts(await AskAsync<ListObjects>("photos?marker=a"), "Key"), Is.EqualTo(new[] { "b", "c" }));
    }

    [Test]
    public async Task Listings_refuse_no_bucket_a_number_that_is_none_and_an_unknown_encoding()
    {
        await RefusedAsync<ListObjects>(NoBucket, "none");
        await RefusedAsync<ListObjectsV2>(NoBucket, "none");
        await RefusedAsync<ListObjectVersions>(NoBucket, "none");
        await RefusedAsync<ListObjectsV2>("InvalidArgument", "photos?max-keys=many");
        await RefusedAsync<ListObjects>("InvalidArgument", "photos?encoding-type=base64");
    }
}
