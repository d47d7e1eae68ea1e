using Classroom.Cloud.StepFunctions;

namespace Classroom.Services.Tests.StepFunctions;

sealed class ActivityTests : MachineTest
{
    const string NoActivity = "ActivityDoesNotExist";
    const string Gone = "TaskTimedOut";

    [Test]
    public async Task CreateActivity_makes_an_activity_that_DescribeActivity_shows_and_once_more_is_the_same()
    {
        var made = await CallAsync<CreateActivity>(new { name = "work" });
        Cloud.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await CallAsync<CreateActivity>(new { name = "work" });
        Assert.That(again.ToJsonString(), Is.EqualTo(made.ToJsonString()));
        Assert.That((await CallAsync<DescribeActivity>(new { activityArn = ActivityArn("work") })).At("name"), Is.EqualTo("work"));
        Assert.That((await CallAsync<ListActivities>()).Each("activities/*/activityArn"), Is.EqualTo(new[] { ActivityArn("work") }));
    }

    [Test]
    public async Task Activities_refuse_names_arns_and_tokens()
    {
        await RefusedAsync<CreateActivity>("InvalidName", new { name = "no spaces" });
        await RefusedAsync<DescribeActivity>(NoActivity, new { activityArn = ActivityArn("none") });
        await RefusedAsync<DescribeActivity>("InvalidArn", new { activityArn = "none" });
        await RefusedAsync<ListActivities>("InvalidToken", new { nextToken = "made up" });
        await RefusedAsync<GetActivityTask>(NoActivity, new { activityArn = ActivityArn("none") });
    }

    [Test]
    public async Task DeleteActivity_takes_an_activity_away_and_once_more_is_no_error()
    {
        await CallAsync<CreateActivity>(new { name = "work" });
        for (var i = 0; i < 2; i++)
            await CallAsync<DeleteActivity>(new { activityArn = ActivityArn("work") });
        await RefusedAsync<DescribeActivity>(NoActivity, new { activityArn = ActivityArn("work") });
    }

    [Test]
    public async Task DeleteActivity_refuses_what_is_no_activity_and_finds_none_behind_the_name_of_another()
    {
        await CallAsync<CreateActivity>(new { name = "bob" });
        await RefusedAsync<DeleteActivity>("InvalidArn", new { activityArn = "bob" });
        await RefusedAsync<DeleteActivity>("InvalidArn", new { activityArn = MachineArn("bob") });
        await RefusedAsync<DeleteActivity>("InvalidArn", new { activityArn = ActivityArn("ann-x:bob") });
        await CallAsync<DescribeActivity>(new { activityArn = ActivityArn("bob") });
    }

    [Test]
    public async Task GetActivityTask_waits_for_a_task_and_SendTaskSuccess_answers_it()
    {
        await CallAsync<CreateActivity>(new { name = "work" });
        await MachineAsync(Work);
        var waiting = CallAsync<GetActivityTask>(new { activityArn = ActivityArn("work") });
        Assert.That(waiting.IsCompleted, Is.False);
        var execution = await StartAsync(input: "[1]");
        var task = await waiting;
        Assert.That(task.At("input"), Is.EqualTo("[1]"));
        await CallAsync<SendTaskSuccess>(new { taskToken = task.At("taskToken"), output = "[2]" });
        var ended = await EndAsync(execution);
        Assert.That((ended.At("status"), ended.At("output")), Is.EqualTo(("SUCCEEDED", "[2]")));
    }

    [Test]
    public async Task GetActivityTask_gives_up_after_a_minute()
    {
        await CallAsync<CreateActivity>(new { name = "work" });
        var waiting = CallAsync<GetActivityTask>(new { activityArn = ActivityArn("work") });
        Cloud.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.That((await waiting).ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task SendTaskFailure_fails_the_task()
    {
        await CallAsync<CreateActivity>(new { name = "work" });
        await MachineAsync(Work);
        var execution = await StartAsync();
        await CallAsync<SendTaskFailure>(
            new
            {
                taskToken = await TaskAsync(),
                error = "Broken",
                cause = "on purpose",
            }
        );
        var ended = await EndAsync(execution);
        Assert.That((ended.At("status"), ended.At("error"), ended.At("cause")), Is.EqualTo(("FAILED", "Broken", "on purpose")));
    }

    [Test]
    public async Task SendTaskHeartbeat_keeps_a_task_alive()
    {
        await CallAsync<CreateActivity>(new { name = "work" });
        await MachineAsync(Work.Replace("\"End\"", "\"HeartbeatSeconds\":10,\"End\"", StringComparison.Ordinal));
        var execution = await StartAsync();
        var token = await TaskAsync();
        for (var i = 0; i < 3; i++)
        {
            Cloud.Clock.Advance(TimeSpan.FromSeconds(9));
            await CallAsync<SendTaskHeartbeat>(new { taskToken = token });
        }
        await CallAsync<SendTaskSuccess>(new { taskToken = token, output = "{}" });
        Assert.That((await EndAsync(execution)).At("status"), Is.EqualTo("SUCCEEDED"));
    }

    const string NoTask = "2690b17e-4e7e-4d26-845a-68773957b2ff";

    [Test]
    public async Task Answers_to_no_task_are_TaskTimedOut_and_an_output_that_is_no_json_is_InvalidOutput()
    {
        await RefusedAsync<SendTaskSuccess>(Gone, new { taskToken = NoTask, output = "{}" });
        await RefusedAsync<SendTaskFailure>(Gone, new { taskToken = NoTask });
        await RefusedAsync<SendTaskHeartbeat>(Gone, new { taskToken = NoTask });
        await CallAsync<CreateActivity>(new { name = "work" });
        await MachineAsync(Work);
        await StartAsync();
        await RefusedAsync<SendTaskSuccess>("InvalidOutput", new { taskToken = await TaskAsync(), output = "{" });
    }
}
