using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Browsers;

/// <summary>
/// Pages in a real browser attack the cloud (attacks.mjs). The test needs Chromium, Node.js and the npm package playwright-core;
/// docs/testing.md says how to install them.
/// </summary>
[Category("Browser")]
sealed class BrowserTests : CloudFixture
{
    static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    JsonObject achieved = [];

    [OneTimeSetUp]
    public async Task Attack()
    {
        var browser = Browsers.Select(Programs.Find).FirstOrDefault(path => path is not null);
        if (browser is null)
            Assert.Ignore("There is no Chromium on this machine (on Debian: apt install chromium).");
        if (Programs.Find("node") is null)
            Assert.Ignore("Node.js is not on this machine (on Debian: apt install nodejs).");
        var modules = Environment.GetEnvironmentVariable("CLASSROOM_NODE_MODULES");
        if (modules is null || !Directory.Exists(Path.Combine(modules, "playwright-core")))
            Assert.Ignore("CLASSROOM_NODE_MODULES must name a folder node_modules with playwright-core (npm install playwright-core).");
        var script = Path.Combine(Folders.Repository, "tests", "Cloud.Tests", "Browsers", "attacks.mjs");
        var printed = await Programs.RunAsync("node", script, Cloud.Endpoint, Path.GetFullPath(modules), browser);
        Assert.That(printed.Code, Is.Zero, printed.Out + printed.Err);
        achieved = (JsonObject)printed.Json!;
    }

    [Test]
    public void No_page_has_made_a_user() => Assert.That((JsonArray)achieved["users"]!, Is.Empty);

    [TestCase("a form")]
    [TestCase("fetch with no-cors")]
    [TestCase("a beacon")]
    [TestCase("an image that calls an API")]
    [TestCase("an image of a bucket")]
    [TestCase("a script of a bucket")]
    [TestCase("a presigned link")]
    [TestCase("a frame")]
    [TestCase("a rebinding name")]
    public void The_request_is_sent_and_refused(string attack) =>
        Assert.That(
            ((JsonArray)Of(attack)["statuses"]!).Select(status => (int)status!),
            Is.Not.Empty.And.All.EqualTo(403),
            Of(attack).ToJsonString()
        );

    [TestCase("fetch with cors")]
    [TestCase("fetch with a preflight")]
    [TestCase("a page that the bucket does not allow")]
    public void The_page_cannot_read_the_answer(string attack) =>
        Assert.That((string?)Of(attack)["failed"], Does.Contain("Failed to fetch"));

    [TestCase("a form")]
    [TestCase("a presigned link")]
    public void The_user_reads_why(string attack) =>
        Assert.That((string?)Of(attack)["shown"], Does.StartWith("A web page of another origin"));

    [Test]
    public void A_document_of_a_bucket_has_an_origin_of_its_own() =>
        Assert.That(
            ((string?)Of("a document of a bucket")["title"], (string?)Of("a document of a bucket")["origin"]),
            Is.EqualTo(("failed", "null"))
        );

    [Test]
    public void The_user_may_open_a_presigned_address() =>
        Assert.That((string?)Of("a presigned address that the user types")["shown"], Is.EqualTo("secret content"));

    [Test]
    public void A_page_that_the_bucket_allows_reads_its_objects() =>
        Assert.That((string?)Of("a page that the bucket allows")["read"], Is.EqualTo("open content"));

    JsonObject Of(string attack) => (JsonObject)achieved["results"]![attack]!;
}
