using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Sns;

namespace Classroom.Services.Tests.Sns;

/// <summary>Signatures of messages, verified as AWS's message validators verify them.</summary>
sealed class SignatureTests : TopicTest
{
    [TestCase("1")]
    [TestCase("2")]
    public async Task A_message_has_a_signature_that_the_certificate_verifies(string version)
    {
        var message = await PublishedAsync(new { SignatureVersion = version });
        Assert.That(message.At("SignatureVersion"), Is.EqualTo(version));
        Assert.That(IsRight(message, version), Is.True);
        message["Message"] = "another";
        Assert.That(IsRight(message, version), Is.False);
    }

    [Test]
    public async Task The_certificate_has_an_address_of_its_own()
    {
        var message = await PublishedAsync(new { });
        Assert.That(message.At("SigningCertURL"), Does.Match("/SimpleNotificationService-[0-9a-f]{32}\\.pem$"));
        Assert.That(message.At("SigningCertURL"), Is.EqualTo(Cloud.Get<Signing>().CertificateUrl));
    }

    async Task<JsonNode> PublishedAsync(object attributes)
    {
        var topic = await TopicAsync("orders", attributes);
        await SubscribeAsync(topic, "sqs", await OpenQueueAsync("inbox"));
        await CallAsync<Publish>(
            new
            {
                TopicArn = topic,
                Message = "hello\nworld",
                Subject = "greeting",
            }
        );
        return JsonNode.Parse(await NextMessageAsync("inbox"))!;
    }

    bool IsRight(JsonNode message, string version)
    {
        using var certificate = X509Certificate2.CreateFromPem(Cloud.Get<Signing>().Certificate);
        using var key = certificate.GetRSAPublicKey()!;
        var text = string.Concat(
            ((string[])["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]).Select(name => $"{name}\n{message.At(name)}\n")
        );
        return key.VerifyData(
            Encoding.UTF8.GetBytes(text),
            Convert.FromBase64String(message.At("Signature")),
            version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1,
            RSASignaturePadding.Pkcs1
        );
    }
}
