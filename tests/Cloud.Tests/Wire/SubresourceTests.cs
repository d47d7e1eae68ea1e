using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Wire;

/// <summary>A request for a part of S3 that is not here is refused by name, and nothing else happens in its place.</summary>
sealed class SubresourceTests : CloudFixture
{
    [OneTimeSetUp]
    public async Task MakeObject()
    {
        await SendAsync(HttpMethod.Put, "/user1-parts");
        await SendAsync(HttpMethod.Put, "/user1-parts/notes", "hello");
    }

    [TestCase("PUT", "/user1-parts?accelerate", "PutBucketAccelerateConfiguration")]
    [TestCase("PUT", "/user1-parts?requestPayment", "PutBucketRequestPayment")]
    [TestCase("GET", "/user1-parts?policyStatus", "GetBucketPolicyStatus")]
    [TestCase("DELETE", "/user1-parts/notes?versions", "DELETE ?versions")]
    [TestCase("DELETE", "/user1-parts/notes?legal-hold", "DELETE ?legal-hold")]
    [TestCase("PUT", "/user1-parts/notes?renameObject", "RenameObject")]
    [TestCase("PUT", "/user1-new?abac", "PutBucketAbac")]
    public async Task A_subresource_that_is_not_here_is_refused_by_name(string method, string address, string name)
    {
        var answer = await SendAsync(HttpMethod.Parse(method), address);
        Assert.That((answer.Status, answer.Code), Is.EqualTo((501, "NotImplemented")), answer.Body);
        Assert.That(answer.Body, Does.Contain(name));
        Assert.That((await SendAsync(HttpMethod.Get, "/user1-parts/notes")).Body, Is.EqualTo("hello"));
        Assert.That((await SendAsync(HttpMethod.Head, "/user1-new")).Status, Is.EqualTo(404));
    }

    Task<Answer> SendAsync(HttpMethod method, string address, string body = "") =>
        Root.SendAsync("s3", method, address, body, "application/octet-stream");
}
