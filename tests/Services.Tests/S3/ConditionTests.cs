using Classroom.Cloud.S3;

namespace Classroom.Services.Tests.S3;

/// <summary>Conditions of reads and writes, as recorded on AWS.</summary>
sealed class ConditionTests : BucketTest
{
    const string Failed = "PreconditionFailed";
    const string Other = "\"00000000000000000000000000000000\"";

    [SetUp]
    public Task Given() => GivenBucketAsync();

    [Test]
    public async Task If_None_Match_writes_a_free_key_only()
    {
        await AskAsync<PutObject>("photos/cat", "one", null, ("If-None-Match", "*"));
        var refused = await RefusedAsync<PutObject>(Failed, "photos/cat", "two", ("If-None-Match", "*"));
        Assert.That((refused.Status, refused.Details!["Condition"]), Is.EqualTo((412, (object)"If-None-Match")));
        Assert.That(await ReadAsync("photos/cat"), Is.EqualTo("one"));
        await AskAsync<DeleteObject>("photos/cat");
        await AskAsync<PutObject>("photos/cat", "three", null, ("If-None-Match", "*"));
    }

    [Test]
    public async Task If_Match_writes_over_the_known_content_only()
    {
        var tag = Header(await AskAsync<PutObject>("photos/cat", "one"), "ETag");
        await RefusedAsync<PutObject>(Failed, "photos/cat", "two", ("If-Match", Other));
        await AskAsync<PutObject>("photos/cat", "two", null, ("If-Match", tag));
        Assert.That(await ReadAsync("photos/cat"), Is.EqualTo("two"));
        await RefusedAsync<PutObject>("NoSuchKey", "photos/dog", "two", ("If-Match", tag));
        await RefusedAsync<CopyObject>(Failed, "photos/cat", "", ("If-Match", tag), ("x-amz-copy-source", "photos/cat"));
        await RefusedAsync<DeleteObject>(Failed, "photos/cat", "", ("If-Match", tag));
    }

    [TestCase("If-None-Match", "\"tag\"")]
    [TestCase("If-Match", "*")]
    public Task A_condition_that_S3_does_not_have_is_NotImplemented(string header, string value) =>
        RefusedAsync<PutObject>("NotImplemented", "photos/cat", "one", (header, value));

    [Test]
    public async Task Two_conditions_of_a_write_and_conditions_of_directory_buckets_are_NotImplemented()
    {
        await RefusedAsync<PutObject>("NotImplemented", "photos/cat", "one", ("If-Match", Other), ("If-None-Match", "*"));
        await RefusedAsync<DeleteObject>("NotImplemented", "photos/cat", "", ("x-amz-if-match-size", "3"));
    }

    [Test]
    public async Task A_write_during_an_upload_makes_its_condition_a_conflict()
    {
        var upload = Texts(await AskAsync<CreateMultipartUpload>("photos/cat"), "UploadId")[0];
        var part = Header(await AskAsync<UploadPart>($"photos/cat?uploadId={upload}&partNumber=1", "part"), "ETag");
        var tag = Header(await AskAsync<PutObject>("photos/cat", "one"), "ETag");
        var body = $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part}</ETag></Part></CompleteMultipartUpload>";
        await RefusedAsync<CompleteMultipartUpload>(Failed, $"photos/cat?uploadId={upload}", body, ("If-None-Match", "*"));
        var conflict = await RefusedAsync<CompleteMultipartUpload>(
            "ConditionalRequestConflict",
            $"photos/cat?uploadId={upload}",
            body,
            ("If-Match", tag)
        );
        Assert.That(conflict.Status, Is.EqualTo(409));
        await AskAsync<CompleteMultipartUpload>($"photos/cat?uploadId={upload}", body);
        Assert.That(await ReadAsync("photos/cat"), Is.EqualTo("part"));
    }

    [Test]
    public async Task A_read_may_depend_on_the_time_of_the_last_change()
    {
        await PutAsync("photos/cat", "meow");
        var (at, before) = (Now.ToString("R"), Now.AddHours(-1).ToString("R"));
        Cloud.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync<GetObject>("photos/cat", headers: ("If-Modified-Since", before));
        await AskAsync<GetObject>("photos/cat", headers: ("If-Unmodified-Since", at));
        await RefusedAsync<GetObject>("NotModified", "photos/cat", "", ("If-Modified-Since", at));
        await RefusedAsync<HeadObject>(Failed, "photos/cat", "", ("If-Unmodified-Since", before));
        await RefusedAsync<CopyObject>(
            Failed,
            "photos/dog",
            "",
            ("x-amz-copy-source", "photos/cat"),
            ("x-amz-copy-source-if-modified-since", at)
        );
    }

    [Test]
    public async Task The_ETag_decides_before_the_time()
    {
        var tag = Header(await AskAsync<PutObject>("photos/cat", "meow"), "ETag");
        var before = Now.AddHours(-1).ToString("R");
        await AskAsync<GetObject>("photos/cat", headers: [("If-Match", tag), ("If-Unmodified-Since", before)]);
        await RefusedAsync<GetObject>("NotModified", "photos/cat", "", ("If-None-Match", tag), ("If-Modified-Since", before));
    }
}
