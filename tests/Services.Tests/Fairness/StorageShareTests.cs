using Classroom.Cloud.Fairness;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Sqs;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Services.Tests.Fairness;

/// <summary>What each student stores, and what happens beyond a student's share.</summary>
sealed class StorageShareTests() : ServiceTest(new() { StudentStorage = 2 })
{
    static readonly Owner Greedy = new("greedy");
    static readonly string HalfMegabyte = new('x', 512 * 1024);

    StorageShares Shares => Cloud.Get<StorageShares>();

    [Test]
    public async Task Logs_messages_and_objects_count_for_the_student_whose_name_they_have()
    {
        await LogAsync("/aws/lambda/greedy-orders", 3);
        await LogAsync("/aws/lambda/modest-orders", 1);
        await CallAsync<CreateQueue>(new { QueueName = "greedy-queue" });
        await CallAsync<SendMessage>(new { QueueUrl = "http://127.0.0.1:4566/000000000000/greedy-queue", MessageBody = HalfMegabyte });
        await Cloud.SettledAsync();
        var sizes = Shares.Sizes();
        Assert.That(sizes[Greedy], Is.InRange(3.99 * HalfMegabyte.Length, 4.1 * HalfMegabyte.Length));
        Assert.That(sizes[new("modest")], Is.InRange(0.99 * HalfMegabyte.Length, 1.1 * HalfMegabyte.Length));
    }

    [Test]
    public async Task An_execution_counts_with_its_input_and_its_history()
    {
        var role = await RoleAsync("greedy-workflows", "states.amazonaws.com");
        var made = await CallAsync<CreateStateMachine>(
            new
            {
                name = "greedy-orders",
                roleArn = role,
                definition = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":9,"End":true}}}""",
            }
        );
        await CallAsync<StartExecution>(
            new { stateMachineArn = (string)made["stateMachineArn"]!, input = $"\"{new string('x', 200_000)}\"" }
        );
        await Cloud.SettledAsync();
        Assert.That(Shares.Sizes()[Greedy], Is.GreaterThan(200_000));
    }

    [Test]
    public async Task Who_stores_more_than_a_share_is_frozen_and_reads_why()
    {
        await LogAsync("/aws/lambda/greedy-orders", 5);
        await LogAsync("/aws/lambda/modest-orders", 1);
        await Cloud.SettledAsync();
        await Shares.LookAsync();
        Assert.That(Cloud.Get<Freezes>().All.Select(freeze => freeze.Student), Is.EqualTo(new[] { "greedy" }));
        Assert.That(Cloud.Get<Freezes>().All.Single().Reason, Does.Contain("greedy stores 2 MB, more than the 2 MB of a student"));
    }

    [Test]
    public async Task Who_has_room_again_stays_thawed()
    {
        await LogAsync("/aws/lambda/greedy-orders", 5);
        await Cloud.SettledAsync();
        await Shares.LookAsync();
        await CallAsync<DeleteLogGroup>(new { logGroupName = "/aws/lambda/greedy-orders" });
        await Cloud.SettledAsync();
        Assert.That(await Cloud.Get<Freezes>().RemoveAsync(Greedy));
        await Shares.LookAsync();
        Assert.That(Cloud.Get<Freezes>().All, Is.Empty);
    }

    async Task LogAsync(string group, int halfMegabytes)
    {
        await CallAsync<CreateLogGroup>(new { logGroupName = group });
        await CallAsync<CreateLogStream>(new { logGroupName = group, logStreamName = "s" });
        var now = Cloud.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var number = 0; number < 2 * halfMegabytes; number++)
            await CallAsync<PutLogEvents>(
                new
                {
                    logGroupName = group,
                    logStreamName = "s",
                    logEvents = new[] { new { timestamp = now, message = HalfMegabyte[..(256 * 1024 - 100)] } },
                }
            );
    }
}
