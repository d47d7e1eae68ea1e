using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Classroom.Cloud.Hosting;
using Classroom.Cloud.Hosting.Tls;
using Classroom.Cloud.Runtime;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Hosting;

/// <summary>A cloud that other machines reach: TLS, keys of its own, limits.</summary>
sealed class SharedCloudTests
{
    static readonly CloudSettings Settings = new() { Address = IPAddress.Parse("192.0.2.1"), Hostnames = ["class.example.org"] };

    string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Folders.New();

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Clients_use_TLS_with_the_keys_of_the_file_and_no_others()
    {
        await using var cloud = await CloudProcess.StartAsync(folder, "--address", "0.0.0.0", "--hostname", "class.example.org");
        Assert.That(cloud.Endpoint, Does.StartWith("https://class.example.org:"));
        var running = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "running.json")))!;
        var keys = JsonNode.Parse(await File.ReadAllTextAsync((string)running["rootKey"]!))!;
        using var trusting = Client((string)running["authority"]!);
        using var doubting = new HttpClient();
        var address = $"https://127.0.0.1:{new Uri(cloud.Endpoint).Port}/";

        var own = await AskAsync(trusting, address, (string)keys["accessKeyId"]!, (string)keys["secretAccessKey"]!);
        Assert.That(
            (own.Status, own.Body),
            Is.EqualTo((200, own.Body)).And.Matches<(int, string)>(answer => answer.Item2.Contains(":root"))
        );
        Assert.That((await AskAsync(trusting, address, "test", "test")).Code, Is.EqualTo("InvalidClientTokenId"));
        Assert.That(
            async () => await AskAsync(doubting, address, "test", "test"),
            Throws.TypeOf<HttpRequestException>(),
            "a client that does not know the authority does not trust the cloud"
        );
        Assert.That(
            async () => await AskAsync(trusting, address.Replace("https", "http", StringComparison.Ordinal), "test", "test"),
            Throws.TypeOf<HttpRequestException>(),
            "there is no answer without TLS"
        );
        Assert.That(cloud.Log, Does.Not.Contain((string)keys["secretAccessKey"]!));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var secret in (string[])["root-key.json", "tls/ca.key", "tls/server.key"])
                Assert.That(
                    File.GetUnixFileMode(Path.Combine(folder, secret)),
                    Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite),
                    secret
                );
        }
    }

    [Test]
    public async Task A_key_beyond_its_rate_gets_the_error_of_AWS()
    {
        await using var cloud = await CloudProcess.StartAsync(folder, "--rate", "2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => cloud.Root.QueryAsync("sts", "GetCallerIdentity")));
        Assert.That(answers.Count(answer => answer.Status == 200), Is.InRange(10, 30));
        Assert.That(
            answers.Where(answer => answer.Status != 200).Select(answer => (answer.Code, answer.Message)),
            Is.Not.Empty.And.All.EqualTo(("Throttling", "Rate exceeded"))
        );
    }

    [Test]
    public async Task An_address_that_guesses_secrets_is_refused_for_a_time()
    {
        await using var cloud = await CloudProcess.StartAsync(folder, "--rate", "1000");
        var guesser = new WireClient(cloud.Endpoint, "test", "guess");
        var codes = (await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => guesser.QueryAsync("sts", "GetCallerIdentity")))).Select(
            answer => answer.Code
        );
        Assert.That(codes.Distinct(), Is.SubsetOf(new[] { "SignatureDoesNotMatch", "Throttling" }));
        Assert.That((await guesser.QueryAsync("sts", "GetCallerIdentity")).Code, Is.EqualTo("Throttling"));
        Assert.That((await cloud.Root.QueryAsync("sts", "GetCallerIdentity")).Code, Is.EqualTo("Throttling"), "not even the right secret");
    }

    [Test]
    public void The_certificate_names_the_cloud_and_stays_until_the_names_change()
    {
        using var first = Make(Settings);
        using var second = Make(Settings);
        using var other = Make(Settings with { Hostnames = ["other.example.org"] });
        Assert.That(second.Thumbprint, Is.EqualTo(first.Thumbprint));
        Assert.That(other.Thumbprint, Is.Not.EqualTo(first.Thumbprint));
        foreach (var name in (string[])["class.example.org", "files.s3.class.example.org", "192.0.2.1", "localhost"])
            Assert.That(first.MatchesHostname(name), Is.True, name);
        Assert.That(first.MatchesHostname("example.org"), Is.False);
        Assert.That(other.Issuer, Is.EqualTo(first.Issuer), "the students keep the certificate of the authority");
    }

    [Test]
    public void A_certificate_of_ones_own_is_used_as_it_is()
    {
        using var made = Make(Settings);
        var own = Settings with
        {
            Certificate = Path.Combine(folder, "tls", "server.pem"),
            CertificateKey = Path.Combine(folder, "tls", "server.key"),
        };
        Assert.That(ServerCertificate.Of(own, TimeProvider.System).Certificate.Thumbprint, Is.EqualTo(made.Thumbprint));
        Assert.That(
            () => ServerCertificate.Of(own with { CertificateKey = Path.Combine(folder, "missing") }, TimeProvider.System),
            Throws.TypeOf<SettingsException>().With.Message.Contains("missing")
        );
    }

    [TestCase("--certificate", "a.pem")]
    [TestCase("--certificate", "a.pem", "--key", "a.key")]
    [TestCase("--hostname", "a b")]
    [TestCase("--hostname", "http://a")]
    [TestCase("--quotas", "-1")]
    [TestCase("--quotas", "NaN")]
    [TestCase("--quotas", "1001")]
    public void Options_that_make_no_sense_are_refused(params string[] options) =>
        Assert.That(() => CommandLine.Read(options, _ => null), Throws.TypeOf<SettingsException>());

    X509Certificate2 Make(CloudSettings settings) =>
        ServerCertificate.Of(settings with { DataFolder = folder }, TimeProvider.System).Certificate;

    static HttpClient Client(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        return new(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } });
    }

    static async Task<Answer> AskAsync(HttpClient client, string address, string key, string secret)
    {
        var body = "Action=GetCallerIdentity&Version=2011-06-15"u8.ToArray();
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        new Signer(key, secret, "sts").Sign(request, body);
        var response = await client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }
}
