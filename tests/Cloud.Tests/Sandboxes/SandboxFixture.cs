using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Sandboxes;

/// <summary>Functions that attack, in sandboxes of a running cloud.</summary>
abstract class SandboxFixture : CloudFixture
{
    string role = "";

    [OneTimeSetUp]
    public async Task RequireSandboxes()
    {
        using var http = new HttpClient();
        var health = JsonNode.Parse(await http.GetStringAsync(new Uri($"{Cloud.Endpoint}/_classroom/health")))!;
        if (!((string)health["functions"]!).StartsWith("Functions run in sandboxes", StringComparison.Ordinal))
            Assert.Ignore($"No sandbox can be started on this machine: {health["functions"]}");
        role = await RoleAsync("attacker", "lambda.amazonaws.com", Allow("logs:*", "*"));
    }

    /// <summary>Deploys the attacker of a language; the test is skipped if its runtime is not installed.</summary>
    protected async Task DeployAsync(
        string name,
        string runtime,
        int memory = 512,
        string? secret = null,
        string variable = "SECRET",
        int storage = 512
    )
    {
        var (handler, package) = AttackerPackage.Of(runtime);
        var variables = new Dictionary<string, string> { [variable] = secret ?? name };
        await Root.DeployAsync(name, runtime, handler, role, package, variables, timeout: 60, memory, storage);
    }

    /// <summary>What the function did, as text; fails the test if it could not do it.</summary>
    protected async Task<string> DoesAsync(string function, object order)
    {
        var answer = await OrderAsync(function, order);
        Assert.That(answer["done"], Is.Not.Null, answer.ToJsonString());
        return answer["done"]!.ToString();
    }

    /// <summary>Why the function could not do this; fails the test if it could.</summary>
    protected async Task<string> CannotAsync(string function, object order)
    {
        var answer = await OrderAsync(function, order);
        Assert.That((string?)answer["error"], Is.Not.Null, answer.ToJsonString());
        return (string)answer["error"]!;
    }

    protected async Task<JsonObject> OrderAsync(string function, object order) =>
        (await Root.RestAsync("lambda", HttpMethod.Post, $"/2015-03-31/functions/{function}/invocations", order)).Json;
}
