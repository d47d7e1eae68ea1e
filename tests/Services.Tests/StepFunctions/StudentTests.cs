using Classroom.Cloud.Fairness;
using Classroom.Cloud.Sqs;
using Classroom.Cloud.StepFunctions;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Services.Tests.StepFunctions;

/// <summary>What one student's rates, freeze and stop mean for this student, and that they mean nothing for others.</summary>
sealed class StudentTests : MachineTest
{
    const string Endless = """
        {"StartAt":"P","States":{"P":{"Type":"Pass","Next":"C"},"E":{"Type":"Succeed"},
          "C":{"Type":"Choice","Choices":[{"Variable":"$","IsPresent":true,"Next":"P"}],"Default":"E"}}}
        """;

    [Test]
    public async Task A_student_who_calls_too_often_is_throttled_and_nobody_else_is()
    {
        var (one, other) = (await UserAsync("user1-student", Allow("*")), await UserAsync("user2-student", Allow("*")));
        await MachineAsync(name: "user1-m");
        var arn = new { stateMachineArn = MachineArn("user1-m") };
        for (var call = 0; call < 130; call++)
            await CallAsync<StartExecution>(arn, one);
        Assert.That((await RefusedAsync<StartExecution>("ThrottlingException", arn, one)).Message, Is.EqualTo("Rate exceeded"));
        await CallAsync<StartExecution>(arn, other);
        await CallAsync<StartExecution>(arn);
        await CallAsync<DescribeStateMachine>(arn, one);
        Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
        await CallAsync<StartExecution>(arn, one);
    }

    [Test]
    public async Task A_queue_has_an_error_of_its_own_for_too_many_calls()
    {
        var user = await UserAsync("user1-student", Allow("*"));
        await CallAsync<CreateQueue>(new { QueueName = "user1-q" });
        for (var call = 0; call < 300; call++)
            await CallAsync<SendMessage>(new { QueueUrl = $"http://x/{Account}/user1-q", MessageBody = "m" }, user);
        await RefusedAsync<SendMessage>("RequestThrottled", new { QueueUrl = $"http://x/{Account}/user1-q", MessageBody = "m" }, user);
    }

    [Test]
    public async Task A_frozen_student_is_told_why_and_others_go_on()
    {
        var (one, other) = (await UserAsync("user1-student", Allow("*")), await UserAsync("user2-student", Allow("*")));
        await Cloud.Get<Freezes>().PutAsync(new("user1"), "please come to the front");
        var refusal = await RefusedAsync<ListStateMachines>("AccessDeniedException", new { }, one);
        Assert.That(
            refusal.Message,
            Is.EqualTo(
                $"arn:aws:iam::{Account}:user/user1-student is frozen by the instructor since 09:00 UTC: please come to the front. "
                    + "Nothing of user1 runs or changes until the instructor thaws it."
            )
        );
        await CallAsync<ListStateMachines>(new { }, other);
        await CallAsync<ListStateMachines>();
        await Cloud.Get<Freezes>().RemoveAsync(new("user1"));
        await CallAsync<ListStateMachines>(new { }, one);
    }

    [Test]
    public async Task A_frozen_execution_goes_on_after_the_thaw()
    {
        await MachineAsync(name: "user1-m");
        await Cloud.Get<Freezes>().PutAsync(new("user1"), "wait");
        var execution = await StartAsync("user1-m");
        await MachineAsync(name: "user2-m");
        Assert.That((await EndAsync(await StartAsync("user2-m"))).At("status"), Is.EqualTo("SUCCEEDED"));
        Assert.That((await CallAsync<DescribeExecution>(new { executionArn = execution })).At("status"), Is.EqualTo("RUNNING"));
        await Cloud.Get<Freezes>().RemoveAsync(new("user1"));
        Assert.That((await EndAsync(execution)).At("status"), Is.EqualTo("SUCCEEDED"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Everything_of_a_student_that_runs_is_ended_also_if_frozen(bool isFrozen)
    {
        await MachineAsync(Wait, "user1-m");
        await MachineAsync(Wait, "user2-m");
        var (mine, theirs) = (await StartAsync("user1-m"), await StartAsync("user2-m"));
        if (isFrozen)
            await Cloud.Get<Freezes>().PutAsync(new("user1"), "stop");
        Assert.That(await Cloud.Get<ExecutionEngine>().StopAsync(new("user1")), Is.EqualTo(1));
        var ended = await EndAsync(mine);
        Assert.That((ended.At("status"), ended.At("error")), Is.EqualTo(("ABORTED", "Classroom.Stopped")));
        Assert.That((await CallAsync<DescribeExecution>(new { executionArn = theirs })).At("status"), Is.EqualTo("RUNNING"));
    }

    [Test]
    public async Task An_endless_execution_holds_up_nobody_and_can_be_stopped()
    {
        await MachineAsync(Endless, "user1-m", "EXPRESS");
        for (var execution = 0; execution < 10; execution++)
            await StartAsync("user1-m");
        await MachineAsync(name: "user2-m");
        Assert.That((await EndAsync(await StartAsync("user2-m"))).At("status"), Is.EqualTo("SUCCEEDED"));
        await MachineAsync(name: "user1-other");
        Assert.That((await EndAsync(await StartAsync("user1-other"))).At("status"), Is.EqualTo("SUCCEEDED"), "its own student neither");
        Assert.That(await Cloud.Get<ExecutionEngine>().StopAsync(new("user1")), Is.EqualTo(10));
    }
}
