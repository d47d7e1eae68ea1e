using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Guides;

/// <summary>Document 004: its Python functions unchanged, its definition with the ARNs filled in, its steps by the CLI.</summary>
sealed class GreetingGuideTests : CloudFixture
{
    AwsCli cli = null!;
    string machine = "";

    [OneTimeSetUp]
    public async Task RunTheGuide()
    {
        AwsCli.Require();
        AwsCli.Require("zip", "zip");
        AwsCli.Require("python3", "Python 3, in which the guide's functions are written,");
        cli = new(Cloud.Endpoint);
        var blocks = Guide.Open("004").Blocks.ToList();
        var folder = Folders.New();
        var role = await RoleAsync("lambda-basic-role", "lambda.amazonaws.com", Allow("logs:*", "*"));
        await RoleAsync("sf-execution-role", "states.amazonaws.com", Allow("lambda:InvokeFunction", "*"));
        foreach (
            var (name, code) in new[] { "validate", "process", "notify" }.Zip(
                blocks.Where(block => block.Language == "python").Select(block => block.Text)
            )
        )
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            await File.WriteAllTextAsync(Path.Combine(folder, name, "index.py"), code);
            await File.WriteAllTextAsync(Path.Combine(folder, "pack.sh"), $"cd {name} && zip -q ../{name}.zip index.py");
            await cli.ScriptAsync(folder, Path.Combine(folder, "pack.sh"));
            await cli.JsonAsync(
                "lambda",
                "create-function",
                "--function-name",
                $"{name}-fn",
                "--runtime",
                "python3.11",
                "--handler",
                "index.lambda_handler",
                "--role",
                role,
                "--timeout",
                "30",
                "--zip-file",
                $"fileb://{folder}/{name}.zip"
            );
        }
        var definition = (JsonObject)
            JsonNode.Parse(
                blocks.First(block => block.Language == "json" && block.Text.Contains("StartAt", StringComparison.Ordinal)).Text
            )!;
        FillIn(definition);
        var made = await cli.JsonAsync(
            "stepfunctions",
            "create-state-machine",
            "--name",
            "eks2-workflow",
            "--definition",
            definition.ToJsonString(),
            "--role-arn",
            $"arn:aws:iam::{Account}:role/sf-execution-role"
        );
        machine = (string)made!["stateMachineArn"]!;
    }

    [Test]
    public async Task Alice_is_greeted()
    {
        var ended = await RunAsync("""{ "name": "Alice" }""");
        Assert.That((string?)ended["status"], Is.EqualTo("SUCCEEDED"), ended.ToJsonString());
        Assert.That((string?)ended["output"], Does.Contain("Alice"));
    }

    [Test]
    public async Task Nobody_is_a_failed_validation()
    {
        var ended = await RunAsync("{}");
        Assert.That((string?)ended["status"], Is.EqualTo("FAILED"));
        var entered = await cli.JsonAsync(
            "stepfunctions",
            "get-execution-history",
            "--execution-arn",
            (string)ended["executionArn"]!,
            "--query",
            "events[].stateEnteredEventDetails.name"
        );
        Assert.That(
            ((JsonArray)entered!).Select(name => (string?)name),
            Is.EqualTo(new[] { "Validate", "ValidationFailed" }),
            ended.ToJsonString()
        );
    }

    async Task<JsonObject> RunAsync(string input)
    {
        var started = await cli.JsonAsync("stepfunctions", "start-execution", "--state-machine-arn", machine, "--input", input);
        return await UntilAsync(
            async () =>
                (JsonObject)
                    (await cli.JsonAsync("stepfunctions", "describe-execution", "--execution-arn", (string)started!["executionArn"]!))!,
            run => (string?)run["status"] != "RUNNING",
            "The end of the execution"
        );
    }

    /// <summary>"Fix ARNs", says the guide.</summary>
    static void FillIn(JsonNode node)
    {
        if (node is not JsonObject members)
            return;
        foreach (var (name, value) in members.ToList())
        {
            if (
                name is "Resource" or "FunctionName"
                && value is JsonValue text
                && (string?)text is { } arn
                && arn.Contains(":function:", StringComparison.Ordinal)
            )
                members[name] =
                    $"arn:aws:lambda:us-east-1:{Account}:function:{arn[(arn.IndexOf(":function:", StringComparison.Ordinal) + 10)..]}";
            else if (value is not null)
                FillIn(value);
        }
    }
}
