using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Classroom.Functions.StepFunctions;

namespace Classroom.Functions.Tests.StepFunctions;

/// <summary>Against two vectors of AWS's own test suite for Signature Version 4.</summary>
public sealed class RequestSignerTests
{
    static readonly AwsCredentials Example = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);
    static readonly DateTimeOffset Then = DateTimeOffset.Parse("2015-08-30T12:36:00Z", CultureInfo.InvariantCulture);

    [Test]
    public void Post_vanilla() =>
        Assert.That(
            Sign("", null),
            Does.EndWith("SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")
        );

    [Test]
    public void Post_form() =>
        Assert.That(
            Sign("Param1=value1", "application/x-www-form-urlencoded"),
            Does.EndWith(
                "SignedHeaders=content-type;host;x-amz-date, Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
            )
        );

    [Test]
    public void A_sessions_token_is_sent_and_signed()
    {
        var signed = Sign("", null, Example with { SessionToken = "token" });

        Assert.That(signed, Does.Contain("SignedHeaders=host;x-amz-date;x-amz-security-token"));
    }

    [Test]
    public void Credentials_never_print_their_secret() =>
        Assert.That($"{Example with { SessionToken = "token" }}", Is.EqualTo("AwsCredentials { AccessKeyId = AKIDEXAMPLE }"));

    static string Sign(string body, string? contentType, AwsCredentials? credentials = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/");
        var bytes = Encoding.UTF8.GetBytes(body);
        if (contentType is not null)
            request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        RequestSigner.Sign(request, bytes, credentials ?? Example, "us-east-1", "service", Then);
        return request.Headers.GetValues("Authorization").Single();
    }
}
