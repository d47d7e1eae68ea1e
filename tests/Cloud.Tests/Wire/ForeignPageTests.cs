using System.Net.Sockets;
using System.Text;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Wire;

/// <summary>What a browser sends for a page of another origin is refused, whatever the page tries. Clients are served as before.</summary>
sealed class ForeignPageTests : CloudFixture
{
    const string Evil = "https://evil.example";
    const string CreateUser = "Action=CreateUser&Version=2010-05-08&UserName=";

    static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    Signer Storage { get; } = new("test", "test", "s3");

    Signer Iam { get; } = new("test", "test", "iam");

    [OneTimeSetUp]
    public async Task GivenAnObject()
    {
        await Root.RestAsync("s3", HttpMethod.Put, "/files");
        await Root.RestAsync("s3", HttpMethod.Put, "/files/page.html", "<p>a page</p>");
    }

    [TearDown]
    public async Task No_page_has_made_a_user() =>
        Assert.That((await Root.FormAsync("iam", "ListUsers")).ToString(), Does.Not.Contain("UserName"));

    static readonly TestCaseData[] Pages =
    [
        Page("a POST without preflight, of a browser that sends Origin alone", ("Origin", Evil)),
        Page("a form", ("Origin", Evil), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")),
        Page("fetch with no-cors", ("Origin", Evil), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")),
        Page("a page on another port", ("Origin", "http://127.0.0.1:1"), ("Sec-Fetch-Site", "same-site")),
        Page("a sandboxed page", ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")),
        Page("an image or a link, which has no Origin", ("Sec-Fetch-Site", "cross-site")),
        Page("an image of a server on another port", ("Sec-Fetch-Site", "same-site")),
        Page("the address bar with a signed call", ("Sec-Fetch-Site", "none")),
    ];

    [TestCaseSource(nameof(Pages))]
    public async Task A_call_of_an_api_signed_in_the_query((string, string)[] headers)
    {
        var post = new HttpRequestMessage(HttpMethod.Post, Iam.Presign(HttpMethod.Post, $"{Cloud.Endpoint}/"))
        {
            Content = new StringContent($"{CreateUser}posted", Encoding.UTF8, "text/plain"),
        };
        await RefusedAsync(post, headers);
        var get = new HttpRequestMessage(HttpMethod.Get, $"{Iam.Presign(HttpMethod.Get, $"{Cloud.Endpoint}/")}&{CreateUser}got");
        await RefusedAsync(get, headers);
    }

    [TestCaseSource(nameof(Pages))]
    public async Task A_presigned_object((string, string)[] headers)
    {
        var get = new HttpRequestMessage(HttpMethod.Get, Storage.Presign(HttpMethod.Get, $"{Cloud.Endpoint}/files/page.html"));
        // The user may open a presigned link.
        if (headers is [("Sec-Fetch-Site", "none")])
            Assert.That((await SendAsync(get, headers)).Status, Is.EqualTo(200));
        else
            await RefusedAsync(get, headers);
    }

    [Test]
    public async Task The_pages_of_the_cloud()
    {
        foreach (var path in (string[])["/_classroom/health", "/_classroom/faults", "/_classroom/runtime/x"])
            await RefusedAsync(new(HttpMethod.Get, Cloud.Endpoint + path), ("Origin", Evil));
        var typed = await SendAsync(new(HttpMethod.Get, $"{Cloud.Endpoint}/_classroom/health"), ("Sec-Fetch-Site", "none"));
        Assert.That(typed.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_preflight_for_an_api()
    {
        (string, string)[] headers = [("Origin", Evil), ("Access-Control-Request-Method", "POST")];
        await RefusedAsync(new(HttpMethod.Options, Iam.Presign(HttpMethod.Options, $"{Cloud.Endpoint}/")), headers);
        // Without a signature nothing says which service is meant; S3 answers then, as for every unsigned request.
        Assert.That((await SendAsync(new(HttpMethod.Options, $"{Cloud.Endpoint}/"), headers)).Status, Is.EqualTo(403));
    }

    [TestCase("evil.example")]
    [TestCase("evil.example:80")]
    [TestCase("localhost.evil.example")]
    [TestCase("127.0.0.1.evil.example")]
    [TestCase("notlocalhost")]
    [TestCase("10.0.0.1")]
    [TestCase("127.0.0.1:1")]
    [TestCase("localhost:1")]
    [TestCase("")]
    public async Task A_host_that_is_not_a_name_of_the_cloud(string host)
    {
        var answer = await RawAsync(host);
        Assert.That(answer, Does.StartWith("HTTP/1.1 403 ").And.Contain($"'{host}' is not a name of this cloud"));
    }

    [TestCase("localhost:{0}")]
    [TestCase("LOCALHOST:{0}")]
    [TestCase("127.0.0.1:{0}")]
    [TestCase("127.8.8.8:{0}")]
    [TestCase("[::1]:{0}")]
    [TestCase("bucket.localhost:{0}")]
    [TestCase("bucket.s3.localhost:{0}")]
    [TestCase("sync-localhost:{0}")]
    [TestCase("localhost")]
    public async Task A_name_of_the_cloud(string host) =>
        Assert.That(
            await RawAsync(host.Replace("{0}", $"{new Uri(Cloud.Endpoint).Port}", StringComparison.Ordinal)),
            Does.StartWith("HTTP/1.1 200 ")
        );

    [Test]
    public async Task A_name_of_the_command_line()
    {
        await using var cloud = await CloudProcess.StartAsync(folder: null, "--hostname", "class.example.org", "--hostname", "10.1.2.3");
        foreach (var host in (string[])["class.example.org", "files.s3.class.example.org:99", "10.1.2.3:8", "10.1.2.3"])
            Assert.That(await RawAsync(host, cloud), Does.StartWith("HTTP/1.1 200 "), host);
        foreach (var host in (string[])["example.org", "1.10.1.2.3", "evilclass.example.org"])
            Assert.That(await RawAsync(host, cloud), Does.StartWith("HTTP/1.1 403 ").And.Contains("class.example.org, 10.1.2.3"), host);
    }

    [Test]
    public async Task A_bucket_in_the_host_name()
    {
        var port = new Uri(Cloud.Endpoint).Port;
        foreach (var host in (string[])["files.s3.localhost", "files.localhost", "files.s3.us-east-1.localhost"])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/page.html")
            {
                Headers = { Host = $"{host}:{port}" },
            };
            // The denial of an unsigned request names the bucket and the key that the host and the path mean.
            Assert.That((await SendAsync(request)).Body, Does.Contain("arn:aws:s3:::files/page.html"), host);
        }
    }

    [Test]
    public async Task A_page_that_the_rules_of_the_bucket_allow()
    {
        const string Rules =
            "<CORSConfiguration><CORSRule><AllowedOrigin>https://app.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>"
            + "</CORSConfiguration>";
        await Root.RestAsync("s3", HttpMethod.Put, "/shared");
        await Root.RestAsync("s3", HttpMethod.Put, "/shared/a", "content");
        Assert.That((await Root.RestAsync("s3", HttpMethod.Put, "/shared?cors", Rules)).Status, Is.EqualTo(200));
        var preflight = await SendAsync(
            new(HttpMethod.Options, $"{Cloud.Endpoint}/shared/a"),
            ("Origin", "https://app.example"),
            ("Access-Control-Request-Method", "GET")
        );
        Assert.That(preflight.Status, Is.EqualTo(200), preflight.Body);
        HttpRequestMessage Get() => new(HttpMethod.Get, Storage.Presign(HttpMethod.Get, $"{Cloud.Endpoint}/shared/a"));
        var allowed = await SendAsync(Get(), ("Origin", "https://app.example"), ("Sec-Fetch-Site", "cross-site"));
        Assert.That((allowed.Status, allowed.Body), Is.EqualTo((200, "content")));
        Assert.That(allowed.Response.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "https://app.example" }));
        await RefusedAsync(Get(), ("Origin", Evil), ("Sec-Fetch-Site", "cross-site"));
    }

    [Test]
    public async Task A_document_of_a_bucket_has_an_origin_of_its_own()
    {
        var get = new HttpRequestMessage(HttpMethod.Get, Storage.Presign(HttpMethod.Get, $"{Cloud.Endpoint}/files/page.html"));
        var document = await SendAsync(get, ("Sec-Fetch-Site", "none"), ("Sec-Fetch-Dest", "document"));
        Assert.That(
            document.Response.Headers.GetValues("Content-Security-Policy").Single(),
            Does.StartWith("sandbox").And.Not.Contain("allow-same-origin")
        );
    }

    static TestCaseData Page(string name, params (string, string)[] headers) => new TestCaseData(headers).SetArgDisplayNames(name);

    static async Task RefusedAsync(HttpRequestMessage request, params (string, string)[] headers)
    {
        var answer = await SendAsync(request, headers);
        Assert.That(answer.Status, Is.EqualTo(403), answer.Body);
        Assert.That(
            answer.Body,
            Does.StartWith("A web page of another origin sent this request.").Or.StartWith("This is a signed call of an AWS API as a link.")
        );
        Assert.That(answer.Response.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
    }

    static async Task<Answer> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await Http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    async Task<string> RawAsync(string host, CloudProcess? cloud = null)
    {
        var address = new Uri((cloud ?? Cloud).Endpoint);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /_classroom/health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
