using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Sandboxes;

/// <summary>
/// Machines that cannot start a sandbox, here because bubblewrap is not on the PATH: the cloud says so, and its address decides whether it
/// runs functions.
/// </summary>
sealed class WithoutSandboxTests
{
    const string Key = "AKIAAAAAAAAAAAAAAAAA";
    const string Secret = "a-secret-key-with-more-than-32-characters";
    const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    [OneTimeSetUp]
    public void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Other systems have no sandboxes at all");
    }

    [Test]
    public async Task On_loopback_functions_run_with_the_users_rights_and_the_cloud_says_so()
    {
        await using var cloud = await StartAsync();
        const string Warning =
            "Warning: functions run with your rights and can read and change your files, because bubblewrap is not installed";
        Assert.That(await HealthAsync(cloud), Does.StartWith(Warning));
        Assert.That((await ListDataAsync(cloud))["done"]!.ToJsonString(), Does.Contain("master-key"));
        Assert.That(cloud.Log, Does.Contain(Warning));
    }

    [Test]
    public async Task On_another_address_no_function_runs()
    {
        await using var cloud = await StartAsync("--address", "0.0.0.0");
        Assert.That(await HealthAsync(cloud), Does.StartWith("This cloud does not run functions"));
        Assert.That(
            (string?)(await ListDataAsync(cloud))["errorMessage"],
            Does.Contain("This cloud does not run functions").And.Contain("--unsafe-functions")
        );
    }

    [Test]
    public async Task On_another_address_functions_run_if_the_instructor_says_so()
    {
        await using var cloud = await StartAsync("--address", "0.0.0.0", "--unsafe-functions");
        Assert.That((await ListDataAsync(cloud)).ContainsKey("done"), Is.True);
    }

    static Task<CloudProcess> StartAsync(params string[] options)
    {
        var onlyDotnet = Folders.New();
        File.CreateSymbolicLink(Path.Combine(onlyDotnet, "dotnet"), Environment.ProcessPath!);
        return CloudProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["PATH"] = onlyDotnet,
                ["CLASSROOM_ROOT_ACCESS_KEY_ID"] = Key,
                ["CLASSROOM_ROOT_SECRET_ACCESS_KEY"] = Secret,
            },
            options
        );
    }

    /// <summary>The address for this machine, which needs no TLS also if the cloud has another address.</summary>
    static string LocalEndpoint(CloudProcess cloud) =>
        (string)JsonNode.Parse(File.ReadAllText(Path.Combine(cloud.Folder, "running.json")))!["local"]!;

    static async Task<string> HealthAsync(CloudProcess cloud)
    {
        using var http = new HttpClient();
        return (string)JsonNode.Parse(await http.GetStringAsync(new Uri($"{LocalEndpoint(cloud)}/_classroom/health")))!["functions"]!;
    }

    /// <summary>What a function says that lists the folder of the cloud's data.</summary>
    static async Task<JsonObject> ListDataAsync(CloudProcess cloud)
    {
        var root = new WireClient(LocalEndpoint(cloud), Key, Secret);
        await root.FormAsync("iam", "CreateRole", ("RoleName", "function"), ("AssumeRolePolicyDocument", Trust));
        var (handler, package) = AttackerPackage.Of("dotnet10");
        var variables = new Dictionary<string, string>();
        await root.DeployAsync("lists", "dotnet10", handler, "arn:aws:iam::000000000000:role/function", package, variables, timeout: 30);
        var answer = await root.RestAsync(
            "lambda",
            HttpMethod.Post,
            "/2015-03-31/functions/lists/invocations",
            new { @do = "list", path = cloud.Folder }
        );
        return answer.Json;
    }
}
