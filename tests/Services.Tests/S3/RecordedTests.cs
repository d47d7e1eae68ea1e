using Classroom.Cloud.S3;

namespace Classroom.Services.Tests.S3;

/// <summary>Answers of S3 as recorded on AWS.</summary>
sealed class RecordedTests : BucketTest
{
    [SetUp]
    public Task Given() => GivenBucketAsync();

    [TestCase("<Tag><Key>a,b</Key><Value>1</Value></Tag>", "InvalidTag", "The TagKey you have provided is invalid")]
    [TestCase("<Tag><Key>a</Key><Value>1,2</Value></Tag>", "InvalidTag", "The TagValue you have provided is invalid")]
    [TestCase("<Tag><Key>aws:a</Key><Value>1</Value></Tag>", "InvalidTag", "Your TagKey cannot be prefixed with aws:")]
    [TestCase("<Tag><Key>a</Key></Tag>", "MalformedXML", "The XML you provided was not well-formed")]
    [TestCase(
        "<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>a</Key><Value>2</Value></Tag>",
        "InvalidTag",
        "Cannot provide multiple Tags with the same key"
    )]
    public async Task Tags_that_S3_refuses_are_refused_in_its_words(string tags, string code, string message)
    {
        await PutAsync("photos/cat", "meow");
        var refused = await RefusedAsync<PutObjectTagging>(code, "photos/cat", $"<Tagging><TagSet>{tags}</TagSet></Tagging>");
        Assert.That(refused.Message, Does.StartWith(message));
    }

    [Test]
    public async Task The_next_marker_is_told_only_with_a_delimiter()
    {
        await PutAsync("photos/a", "1");
        await PutAsync("photos/b", "2");
        Assert.That(Texts(await AskAsync<ListObjects>("photos?max-keys=1&delimiter=/"), "NextMarker"), Is.EqualTo(new[] { "a" }));
        var plain = await AskAsync<ListObjects>("photos?max-keys=1");
        Assert.That((Texts(plain, "IsTruncated")[0], Texts(plain, "NextMarker")), Is.EqualTo(("true", Array.Empty<string>())));
    }

    [Test]
    public async Task A_continuation_token_says_nothing_to_clients_and_replaces_the_start()
    {
        await PutAsync("photos/a", "1");
        await PutAsync("photos/b", "2");
        var token = Texts(await AskAsync<ListObjectsV2>("photos?max-keys=1"), "NextContinuationToken").Single();
        Assert.That(token, Is.Not.EqualTo("a"));
        var next = await AskAsync<ListObjectsV2>($"photos?continuation-token={token}&start-after=b");
        Assert.That((Texts(next, "Key").Single(), Texts(next, "StartAfter")), Is.EqualTo(("b", Array.Empty<string>())));
        foreach (var wrong in (string[])["", "***"])
        {
            var refused = await RefusedAsync<ListObjectsV2>("InvalidArgument", $"photos?continuation-token={wrong}");
            Assert.That(
                (refused.Message, refused.Details!["ArgumentName"]),
                Is.EqualTo(("The continuation token provided is incorrect", "continuation-token"))
            );
        }
    }

    [TestCase("")]
    [TestCase("xml")]
    public async Task A_wrong_encoding_is_shown_in_the_error(string encoding)
    {
        var refused = await RefusedAsync<ListObjects>("InvalidArgument", $"photos?encoding-type={encoding}");
        Assert.That((refused.Details!["ArgumentName"], refused.Details["ArgumentValue"]), Is.EqualTo(("encoding-type", encoding)));
    }

    [Test]
    public async Task A_public_access_block_has_all_its_flags()
    {
        await AskAsync<PutPublicAccessBlock>("photos", "<P><BlockPublicAcls>true</BlockPublicAcls></P>");
        var block = (await AskAsync<GetPublicAccessBlock>("photos")).Xml!;
        Assert.That(
            block.Elements().Select(flag => $"{flag.Name.LocalName} {flag.Value}"),
            Is.EqualTo(new[] { "BlockPublicAcls true", "IgnorePublicAcls false", "BlockPublicPolicy false", "RestrictPublicBuckets false" })
        );
    }

    [TestCase("eu-west-1", "", "unspecified")]
    [TestCase("eu-west-1", "us-west-2", "us-west-2")]
    [TestCase("us-west-2", "EU", "EU")]
    public async Task A_client_of_another_Region_makes_buckets_of_its_Region_only(string region, string asked, string shown)
    {
        var refused = await RefusedAsync<CreateBucket>("IllegalLocationConstraintException", "other", Location(asked), Signed(region));
        Assert.That(
            refused.Message,
            Is.EqualTo($"The {shown} location constraint is incompatible for the region specific endpoint this request was sent to.")
        );
        await AskAsync<CreateBucket>("other", Location(region), null, Signed(region));
        Assert.That((await AskAsync<GetBucketLocation>("other")).Xml!.Value, Is.EqualTo(region));
    }

    static string Location(string name) =>
        name.Length == 0 ? "" : $"<CreateBucketConfiguration><LocationConstraint>{name}</LocationConstraint></CreateBucketConfiguration>";

    static (string, string) Signed(string region) =>
        ("Authorization", $"AWS4-HMAC-SHA256 Credential=key/20260102/{region}/s3/aws4_request, SignedHeaders=host, Signature=0");

    [TestCase("key1=val1&key1=val2")]
    [TestCase("key1=val1,key2=val2")]
    public async Task A_header_of_tags_that_is_none_is_shown_in_the_error(string header)
    {
        var refused = await RefusedAsync<PutObject>("InvalidArgument", "photos/cat", "meow", ("x-amz-tagging", header));
        Assert.That(refused.Details!["ArgumentValue"], Is.EqualTo(header));
    }

    [Test]
    public async Task A_delete_marker_has_no_tags()
    {
        await AskAsync<PutBucketVersioning>("photos", "<V><Status>Enabled</Status></V>");
        await PutAsync("photos/cat", "meow");
        var marker = Header(await AskAsync<DeleteObject>("photos/cat"), "x-amz-version-id");
        foreach (var path in (string[])["photos/cat", $"photos/cat?versionId={marker}"])
        {
            var refused = await RefusedAsync<GetObjectTagging>("MethodNotAllowed", path);
            Assert.That((refused.Status, refused.Details!["ResourceType"]), Is.EqualTo((405, (object)"DeleteMarker")));
        }
    }

    [TestCase("invalid json", "Policies must be valid JSON and the first byte must be '{'")]
    [TestCase("{}", "Missing required field Statement")]
    public async Task A_bucket_policy_that_is_none_is_refused_in_S3s_words(string policy, string message) =>
        Assert.That((await RefusedAsync<PutBucketPolicy>("MalformedPolicy", "photos", policy)).Message, Is.EqualTo(message));

    [Test]
    public async Task A_request_has_one_checksum()
    {
        var refused = await RefusedAsync<PutObject>(
            "InvalidRequest",
            "photos/cat",
            "test",
            ("x-amz-checksum-crc32", "2H9+DA=="),
            ("x-amz-checksum-sha1", "qUqP5cyxm6YcTAhz05Hph5gvu9M=")
        );
        Assert.That(refused.Message, Does.StartWith("Expecting a single x-amz-checksum- header."));
    }

    [Test]
    public async Task Retention_that_no_bucket_has_cannot_be_bypassed()
    {
        var bypass = ("x-amz-bypass-governance-retention", "true");
        await RefusedAsync<DeleteObject>("InvalidArgument", "photos/cat", "", bypass);
        await RefusedAsync<DeleteObjects>("InvalidArgument", "photos", "<Delete><Object><Key>a</Key></Object></Delete>", bypass);
    }

    [Test]
    public async Task A_new_bucket_blocks_public_access() =>
        Assert.That(
            (await AskAsync<GetPublicAccessBlock>("photos")).Xml!.Elements().Select(element => $"{element.Name.LocalName} {element.Value}"),
            Is.EqualTo(new[] { "BlockPublicAcls true", "IgnorePublicAcls true", "BlockPublicPolicy true", "RestrictPublicBuckets true" })
        );

    [Test]
    public async Task An_object_copied_onto_itself_must_change()
    {
        await PutAsync("photos/cat", "meow");
        var source = ("x-amz-copy-source", "photos/cat");
        await RefusedAsync<CopyObject>("InvalidRequest", "photos/cat", "", source);
        await AskAsync<CopyObject>("photos/cat", headers: [source, ("x-amz-metadata-directive", "REPLACE")]);
        await AskAsync<CopyObject>("photos/cat", headers: [source, ("x-amz-server-side-encryption", "AES256")]);
        var unknown = await RefusedAsync<CopyObject>("InvalidArgument", "photos/dog", "", source, ("x-amz-metadata-directive", "KEEP"));
        Assert.That(unknown.Message, Is.EqualTo("Unknown metadata directive."));
    }

    [Test]
    public async Task The_tags_of_a_copy_are_those_of_the_request_if_it_says_so()
    {
        await AskAsync<PutObject>("photos/cat", "meow", null, ("x-amz-tagging", "a=1"));
        var source = ("x-amz-copy-source", "photos/cat");
        await AskAsync<CopyObject>("photos/kept", headers: [source, ("x-amz-tagging", "b=2")]);
        await AskAsync<CopyObject>("photos/new", headers: [source, ("x-amz-tagging", "b=2"), ("x-amz-tagging-directive", "REPLACE")]);
        Assert.That(Texts(await AskAsync<GetObjectTagging>("photos/kept"), "Key"), Is.EqualTo(new[] { "a" }));
        Assert.That(Texts(await AskAsync<GetObjectTagging>("photos/new"), "Key"), Is.EqualTo(new[] { "b" }));
    }

    // Of an object of ten bytes.
    [TestCase("bytes=1-", "InvalidArgument")]
    [TestCase("bytes=1-0", "InvalidArgument")]
    [TestCase("bytes=0-100", "InvalidArgument")]
    [TestCase("bytes=100-200", "InvalidRequest")]
    public async Task The_range_of_a_copied_part_is_exact(string range, string code)
    {
        await PutAsync("photos/source", "0123456789");
        var upload = Texts(await AskAsync<CreateMultipartUpload>("photos/cat"), "UploadId")[0];
        await RefusedAsync<UploadPartCopy>(
            code,
            $"photos/cat?uploadId={upload}&partNumber=1",
            "",
            ("x-amz-copy-source", "photos/source"),
            ("x-amz-copy-source-range", range)
        );
    }

    [Test]
    public async Task A_mismatch_of_MD5_shows_both_digests()
    {
        var refused = await RefusedAsync<PutObject>("BadDigest", "photos/cat", "meow", ("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="));
        Assert.That(
            (refused.Details!["ExpectedDigest"], refused.Details["CalculatedDigest"]),
            Is.EqualTo(((object)"d41d8cd98f00b204e9800998ecf8427e", (object)"SkvkDJasYxTpHZPzgEOmNA=="))
        );
    }
}
