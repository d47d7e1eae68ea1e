using System.Diagnostics;
using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests;

/// <summary>Tests against one running cloud.</summary>
abstract class CloudFixture
{
    protected const string Account = "000000000000";

    protected CloudProcess Cloud { get; private set; } = null!;

    protected WireClient Root => Cloud.Root;

    [OneTimeSetUp]
    public async Task StartCloud() => Cloud = await CloudProcess.StartAsync();

    [OneTimeTearDown]
    public async Task EndCloud()
    {
        await Cloud.DisposeAsync();
        Directory.Delete(Cloud.Folder, recursive: true);
    }

    /// <summary>A role that a service takes on, with these statements.</summary>
    protected async Task<string> RoleAsync(string name, string service, params string[] statements)
    {
        var trust =
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}""";
        await Root.FormAsync("iam", "CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", trust));
        if (statements.Length > 0)
            await Root.FormAsync("iam", "PutRolePolicy", ("RoleName", name), ("PolicyName", "own"), ("PolicyDocument", Policy(statements)));
        return $"arn:aws:iam::{Account}:role/{name}";
    }

    /// <summary>A user with these statements, and a client with the user's keys.</summary>
    protected async Task<WireClient> UserAsync(string name, params string[] statements)
    {
        await Root.FormAsync("iam", "CreateUser", ("UserName", name));
        if (statements.Length > 0)
            await Root.FormAsync("iam", "PutUserPolicy", ("UserName", name), ("PolicyName", "own"), ("PolicyDocument", Policy(statements)));
        var made = await Root.FormAsync("iam", "CreateAccessKey", ("UserName", name));
        string Value(string element) => made.Descendants().First(node => node.Name.LocalName == element).Value;
        return new(Cloud.Endpoint, Value("AccessKeyId"), Value("SecretAccessKey"));
    }

    /// <summary>A queue that takes messages of anybody, services too.</summary>
    protected async Task<string> OpenQueueAsync(string name)
    {
        await Root.CallAsync(
            "sqs",
            "CreateQueue",
            new
            {
                QueueName = name,
                Attributes = new
                {
                    Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}]}""",
                },
            }
        );
        return $"arn:aws:sqs:us-east-1:{Account}:{name}";
    }

    /// <summary>The body of the next message of a queue.</summary>
    protected async Task<string> NextMessageAsync(string queue)
    {
        var received = await UntilAsync(
            () => Root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = $"http://x/{Account}/{queue}", WaitTimeSeconds = 2 }),
            answer => answer["Messages"] is JsonArray { Count: > 0 },
            $"A message in {queue}"
        );
        return (string)received["Messages"]![0]!["Body"]!;
    }

    protected static string Allow(string action, string resource) =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}""";

    static string Policy(string[] statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    /// <summary>Asks again and again until the answer is as it should be; a test that never sees it fails in the end.</summary>
    protected static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight, string what)
    {
        var began = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (isRight(answer))
                return answer;
            if (began.Elapsed > TimeSpan.FromMinutes(2))
                throw new AssertionException($"{what} did not come about");
            await Task.Delay(100);
        }
    }
}
