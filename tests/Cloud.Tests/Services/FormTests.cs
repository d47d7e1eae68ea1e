using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>Forms of browsers, which are signed over their policy. The errors are those that were recorded on AWS.</summary>
sealed class FormTests : CloudFixture
{
    const string Bucket = "forms";
    const string Scope = "20260102/us-east-1/s3/aws4_request";

    [OneTimeSetUp]
    public Task GivenBucket() =>
        WireClient.SendAsync(new(HttpMethod.Put, new Signer("test", "test", "s3").Presign(HttpMethod.Put, $"{Cloud.Endpoint}/{Bucket}")));

    [Test]
    public async Task A_form_signed_with_version_4_is_taken()
    {
        var answer = await SendAsync(Version4(("key", "four")));
        Assert.That((answer.Status, answer.Response.Headers.Location?.AbsolutePath), Is.EqualTo((204, "/forms/four")), answer.Body);
    }

    [Test]
    public async Task A_form_signed_with_version_2_is_taken()
    {
        var answer = await SendAsync(Version2(("key", "two"), ("success_action_status", "201")));
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        Assert.That(answer.Body, Does.Contain("<Key>two</Key>"));
    }

    [Test]
    public async Task A_signature_is_for_one_policy()
    {
        foreach (var form in new[] { Version4(("key", "a")), Version2(("key", "a")) })
        {
            form["policy"] = form["policy"][..^2];
            var refused = await SendAsync(form);
            Assert.That((refused.Status, refused.Code), Is.EqualTo((403, "SignatureDoesNotMatch")));
            Assert.That(refused.Body, Does.Contain($"<StringToSign>{form["policy"]}</StringToSign>"));
        }
    }

    [TestCase("x-amz-signature", "X-Amz-Signature")]
    [TestCase("x-amz-algorithm", "X-Amz-Algorithm")]
    [TestCase("x-amz-credential", "X-Amz-Credential")]
    [TestCase("policy", "policy")]
    public Task A_form_of_version_4_has_all_fields(string field, string named) => MissingAsync(Version4(("key", "a")), field, named);

    [TestCase("signature", "Signature")]
    [TestCase("AWSAccessKeyId", "AWSAccessKeyId")]
    [TestCase("policy", "policy")]
    public Task A_form_of_version_2_has_all_fields(string field, string named) => MissingAsync(Version2(("key", "a")), field, named);

    [Test]
    public async Task A_form_without_a_signature_is_anonymous()
    {
        var refused = await SendAsync(new() { ["key"] = "a" });
        Assert.That((refused.Status, refused.Code), Is.EqualTo((403, "AccessDenied")));
    }

    [Test]
    public async Task A_form_names_a_known_key()
    {
        var form = Version2(("key", "a"));
        form["AWSAccessKeyId"] = "nobody";
        Assert.That((await SendAsync(form)).Code, Is.EqualTo("InvalidAccessKeyId"));
    }

    async Task MissingAsync(Dictionary<string, string> form, string field, string named)
    {
        form.Remove(field);
        var refused = await SendAsync(form);
        Assert.That(
            (refused.Status, refused.Code, refused.Message),
            Is.EqualTo(
                (
                    400,
                    "InvalidArgument",
                    $"Bucket POST must contain a field named '{named}'.  If it is specified, please check the order of the fields."
                )
            )
        );
    }

    static Dictionary<string, string> Version4(params (string Name, string Value)[] fields)
    {
        var form = fields.ToDictionary(field => field.Name, field => field.Value);
        form["x-amz-algorithm"] = "AWS4-HMAC-SHA256";
        form["x-amz-credential"] = $"test/{Scope}";
        form["x-amz-date"] = "20260102T000000Z";
        form["policy"] = Policy(form);
        var key = Scope
            .Split('/')
            .Aggregate("AWS4test"u8.ToArray(), (last, part) => HMACSHA256.HashData(last, Encoding.UTF8.GetBytes(part)));
        form["x-amz-signature"] = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(form["policy"])));
        return form;
    }

    static Dictionary<string, string> Version2(params (string Name, string Value)[] fields)
    {
        var form = fields.ToDictionary(field => field.Name, field => field.Value);
        form["policy"] = Policy(form);
        form["AWSAccessKeyId"] = "test";
#pragma warning disable CA5350 // the signature of version 2
        form["signature"] = Convert.ToBase64String(HMACSHA1.HashData("test"u8, Encoding.UTF8.GetBytes(form["policy"])));
#pragma warning restore CA5350
        return form;
    }

    static string Policy(Dictionary<string, string> form)
    {
        var conditions = form.Append(new("bucket", Bucket)).Select(field => $"{{\"{field.Key}\":\"{field.Value}\"}}");
        var end = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{{\"expiration\":\"{end}\",\"conditions\":[{string.Join(',', conditions)}]}}")
        );
    }

    Task<Answer> SendAsync(Dictionary<string, string> fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        content.Add(new StringContent("the file"), "file", "file.txt");
        return WireClient.SendAsync(new(HttpMethod.Post, $"{Cloud.Endpoint}/{Bucket}") { Content = content });
    }
}
