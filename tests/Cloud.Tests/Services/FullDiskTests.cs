using Classroom.Cloud.Hosting;
using Classroom.Cloud.Tests.Clients;
using Classroom.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Cloud.Tests.Services;

/// <summary>A disk that is full, over the wire: a cloud in this process whose database may not grow.</summary>
sealed class FullDiskTests
{
    const string Account = "000000000000";
    const string Definition =
        """{"StartAt":"W","States":{"W":{"Type":"Wait","SecondsPath":"$.wait","Next":"P"},"P":{"Type":"Pass","End":true}}}""";

    static readonly string Large = new('x', 200_000);

    readonly string folder = Folders.New();
    CloudServer cloud = null!;
    WireClient root = null!;

    [OneTimeSetUp]
    public async Task StartCloud()
    {
        cloud = await CloudServer.StartAsync(
            new()
            {
                DataFolder = folder,
                Port = 0,
                LogLevel = Microsoft.Extensions.Logging.LogLevel.Critical,
            },
            TimeProvider.System
        );
        root = new(cloud.Settings.Endpoint, "test", "test");
        await root.CallAsync("sqs", "CreateQueue", new { QueueName = "q" });
        await root.CallAsync("logs", "CreateLogGroup", new { logGroupName = "g" });
        await root.FormAsync(
            "iam",
            "CreateRole",
            ("RoleName", "r"),
            (
                "AssumeRolePolicyDocument",
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""
            )
        );
        await root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "m",
                definition = Definition,
                roleArn = $"arn:aws:iam::{Account}:role/r",
            }
        );
    }

    [OneTimeTearDown]
    public async Task EndCloud()
    {
        await cloud.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Changes_are_refused_in_a_sentence_and_work_again_when_there_is_room()
    {
        var machine = $"arn:aws:states:us-east-1:{Account}:stateMachine:m";
        var running = (string)
            (
                await root.CallAsync(
                    "states",
                    "StartExecution",
                    new
                    {
                        stateMachineArn = machine,
                        name = "running",
                        input = """{"wait":1}""",
                    }
                )
            )["executionArn"]!;
        var database = cloud.Services.GetRequiredService<Database>();
        await database.SettledAsync();
        database.LimitTo(1);

        foreach (
            var refused in (Answer[])
                [
                    await root.JsonAsync("sqs", "SendMessage", new { QueueUrl = $"http://x/{Account}/q", MessageBody = Large }),
                    await root.JsonAsync(
                        "monitoring",
                        "PutDashboard",
                        new
                        {
                            DashboardName = "refused",
                            DashboardBody = $$$"""{"widgets":[{"type":"text","width":1,"height":1,"properties":{"markdown":"{{{Large}}}"}}]}""",
                        }
                    ),
                    await root.JsonAsync(
                        "states",
                        "StartExecution",
                        new
                        {
                            stateMachineArn = machine,
                            name = "refused",
                            input = $$"""{"wait":0,"large":"{{Large}}"}""",
                        }
                    ),
                ]
        )
        {
            Assert.That(refused.Status, Is.EqualTo(503), refused.Body);
            Assert.That(
                refused.Body,
                Does.Contain("ServiceUnavailable").And.Contain("is full, so nothing was changed. Free some space; a restart is not needed.")
            );
        }
        Assert.That((await root.CallAsync("monitoring", "ListDashboards", new { })).ToJsonString(), Does.Not.Contain("refused"));
        var empty = await root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = $"http://x/{Account}/q" });
        Assert.That(empty["Messages"], Is.Null, "what was refused is not there");

        database.LimitTo(1_000_000);
        await root.CallAsync("sqs", "SendMessage", new { QueueUrl = $"http://x/{Account}/q", MessageBody = Large });
        var received = await root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = $"http://x/{Account}/q" });
        Assert.That((string?)received["Messages"]![0]!["Body"], Is.EqualTo(Large));
        await root.CallAsync(
            "states",
            "StartExecution",
            new
            {
                stateMachineArn = machine,
                name = "refused",
                input = """{"wait":0}""",
            }
        );
        while ((string?)(await root.CallAsync("states", "DescribeExecution", new { executionArn = running }))["status"] == "RUNNING")
            await Task.Delay(50);
        Assert.That(
            (string?)(await root.CallAsync("states", "DescribeExecution", new { executionArn = running }))["status"],
            Is.EqualTo("SUCCEEDED"),
            "it went on meanwhile"
        );
    }
}
