using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.S3;

namespace Classroom.Services.Tests.S3;

/// <summary>Forms of browsers, with the answers and the refusals that were recorded on AWS.</summary>
sealed class PostObjectTests : BucketTest
{
    const string Denied = "Invalid according to Policy: ";

    [SetUp]
    public Task GivenBucket() => GivenBucketAsync();

    [Test]
    public async Task PostObject_stores_the_file_with_the_fields_as_headers()
    {
        var answer = await PostAsync(
            Form(("key", "cats/${filename}"), ("Content-Type", "text/plain"), ("x-amz-meta-course", "one"), ("Cache-Control", "no-store"))
        );
        Assert.That(
            (answer.Status, HeaderOf(answer, "Location"), HeaderOf(answer, "ETag")),
            Is.EqualTo((204, "http://localhost:4566/photos/cats/cat.txt", "\"e80b5017098950fc58aad83c8c14978e\""))
        );
        var found = await AskAsync<GetObject>("photos/cats/cat.txt");
        Assert.That((Encoding.UTF8.GetString(found.Content!.Value.Span), found.ContentType), Is.EqualTo(("abcdef", "text/plain")));
        Assert.That((HeaderOf(found, "x-amz-meta-course"), HeaderOf(found, "Cache-Control")), Is.EqualTo(("one", "no-store")));
    }

    [Test]
    public async Task The_name_of_a_file_without_a_name_is_not_filled_in()
    {
        await PostAsync(Form(isNamed: false, ("key", "a-${filename}")));
        Assert.That(await ReadAsync("photos/a-${filename}"), Is.EqualTo("abcdef"));
    }

    [TestCase("200", 200)]
    [TestCase("201", 201)]
    [TestCase("204", 204)]
    [TestCase("500", 204)]
    public async Task The_form_chooses_the_status(string asked, int expected)
    {
        var answer = await PostAsync(Form(("key", "a b"), ("success_action_status", asked)));
        Assert.That(answer.Status, Is.EqualTo(expected));
        Assert.That(
            answer.Xml?.Elements().Select(element => element.Value),
            expected == 201
                ? Is.EqualTo(new[] { "http://localhost:4566/photos/a%20b", "photos", "a b", "\"e80b5017098950fc58aad83c8c14978e\"" })
                : Is.Null
        );
    }

    [TestCase("http://class.test/done", 303, "http://class.test/done?bucket=photos&key=a&etag=%22e80b5017098950fc58aad83c8c14978e%22")]
    [TestCase("/relative", 204, "http://localhost:4566/photos/a")]
    public async Task A_form_may_redirect_to_a_whole_address(string redirect, int status, string location)
    {
        var answer = await PostAsync(Form(("key", "a"), ("success_action_redirect", redirect)));
        Assert.That((answer.Status, HeaderOf(answer, "Location")), Is.EqualTo((status, location)));
    }

    [TestCase("<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>", "kv")]
    [TestCase("<Other></Other>", "")]
    public async Task Tags_of_a_form_are_XML(string tagging, string expected)
    {
        await PostAsync(Form(("key", "a"), ("tagging", tagging)));
        Assert.That((await AskAsync<GetObjectTagging>("photos/a")).Xml!.Value, Is.EqualTo(expected));
    }

    [Test]
    public async Task PostObject_refuses_what_S3_refuses()
    {
        var precondition = await RefusedFormAsync("PreconditionFailed", new("x", "text/html"));
        Assert.That(precondition.Details!["Condition"], Is.EqualTo("Bucket POST must be of the enclosure-type multipart/form-data"));
        var missing = await RefusedFormAsync("InvalidArgument", Form(("acl", "private")));
        Assert.That(
            missing.Message,
            Is.EqualTo("Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.")
        );
        await RefusedFormAsync("MalformedXML", Form(("key", "a"), ("tagging", "not-xml")));
        await RefusedFormAsync("NotImplemented", Form(("key", "a"), ("x-amz-object-lock-mode", "GOVERNANCE")));
        await RefusedFormAsync("BadDigest", Form(("key", "a"), ("x-amz-checksum-crc32", "AAAAAA==")));
        await RefusedFormAsync("NoSuchBucket", Form(("key", "a")), "none");
    }

    [Test]
    public async Task A_form_whose_fields_satisfy_its_policy_is_taken()
    {
        var policy = Policy(
            """{"bucket":"photos"}""",
            """["starts-with","$key","cats/"]""",
            """["EQ","$Content-type","text/plain"]""",
            """["content-length-range",1,6]"""
        );
        await PostAsync(Form(("key", "cats/a"), ("content-Type", "text/plain"), ("x-ignore-me", "1"), ("policy", policy)));
        Assert.That(await ReadAsync("photos/cats/a"), Is.EqualTo("abcdef"));
    }

    [TestCase("""["eq","$key","b"]""", """Policy Condition failed: ["eq", "$key", "b"]""")]
    [TestCase("""["eq","key","a"]""", """Policy Condition failed: ["eq", "key", "a"]""")]
    [TestCase("""{"key":"b"}""", """Policy Condition failed: ["eq", "$key", "b"]""")]
    [TestCase("""["starts-with","$key","A"]""", """Policy Condition failed: ["starts-with", "$key", "A"]""")]
    [TestCase("""["content-length-range","test",10]""", """Policy Condition failed: ["content-length-range", "test", "10"]""")]
    [TestCase("""{"acl":"private"}""", """Policy Condition failed: ["eq", "$acl", "private"]""")]
    [TestCase("""{"bucket":"photos"}""", "Extra input fields: key")]
    public async Task A_condition_that_does_not_hold_is_shown(string condition, string expected)
    {
        var refused = await RefusedFormAsync("AccessDenied", Form(("key", "a"), ("policy", Policy(condition))));
        Assert.That(refused.Message, Is.EqualTo(Denied + expected));
    }

    [TestCase("[0,5]", "EntityTooLarge", "MaxSizeAllowed", "5")]
    [TestCase("[7,9]", "EntityTooSmall", "MinSizeAllowed", "7")]
    public async Task A_policy_limits_the_size_of_the_file(string range, string code, string name, string limit)
    {
        var condition = $"""["content-length-range",{range.Trim('[', ']')}]""";
        var refused = await RefusedFormAsync(
            code,
            Form(("key", "a"), ("policy", Policy("""{"bucket":"photos"}""", """{"key":"a"}""", condition)))
        );
        Assert.That((refused.Details!["ProposedSize"], refused.Details[name]), Is.EqualTo(("6", limit)));
    }

    [Test]
    public async Task A_policy_ends()
    {
        var old = Encode($$"""{"expiration":"{{Now.AddSeconds(-1):O}}","conditions":[]}""");
        var refused = await RefusedFormAsync("AccessDenied", Form(("key", "a"), ("policy", old)));
        Assert.That(refused.Message, Is.EqualTo(Denied + "Policy expired."));
    }

    [TestCase("""{"bucket":"photos","key":"a"}""", "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.")]
    public async Task A_condition_has_one_field(string condition, string expected)
    {
        var refused = await RefusedFormAsync("InvalidPolicyDocument", Form(("key", "a"), ("policy", Policy(condition))));
        Assert.That(refused.Message, Is.EqualTo($"Invalid Policy: {expected}"));
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"expiration":"2100-01-01T00:00:00Z"}""")]
    [TestCase("""{"expiration":"2100-01-01T00:00:00Z","conditions":[["like","$key","a"]]}""")]
    [TestCase("""{"expiration":"2100-01-01T00:00:00Z","conditions":["key"]}""")]
    public Task A_policy_that_is_none_is_refused_in_words_that_no_recording_shows(string policy) =>
        RefusedFormAsync("InvalidPolicyDocument", Form(("key", "a"), ("policy", Encode(policy))));

    string Policy(params string[] conditions) =>
        Encode($$"""{"expiration":"{{Now.AddMinutes(1):O}}","conditions":[{{string.Join(',', conditions)}}]}""");

    static string Encode(string policy) => Convert.ToBase64String(Encoding.UTF8.GetBytes(policy));

    static (string Body, string Type) Form(params (string Name, string Value)[] fields) => Form(isNamed: true, fields);

    static (string Body, string Type) Form(bool isNamed, params (string Name, string Value)[] fields)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in fields)
            body.Append($"--x1\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.Append($"--x1\r\nContent-Disposition: form-data; name=\"file\"{(isNamed ? "; filename=\"cat.txt\"" : "")}\r\n");
        body.Append("Content-Type: image/png\r\n\r\nabcdef\r\n--x1--\r\n");
        return (body.ToString(), "multipart/form-data; boundary=x1");
    }

    Task<S3Answer> PostAsync((string Body, string Type) form, string bucket = "photos") =>
        SendAsync<PostObject>("POST", bucket, form.Body, null, ("Content-Type", form.Type), ("Host", "localhost:4566"));

    Task<AwsException> RefusedFormAsync(string code, (string Body, string Type) form, string bucket = "photos") =>
        RefusalAsync(code, () => PostAsync(form, bucket), nameof(PostObject));

    static string? HeaderOf(S3Answer answer, string name) =>
        answer.Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
