using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;
using Classroom.Cli.Stacks;

namespace Classroom.Stacks.Tests;

/// <summary>The steps of a change set against a cloud: their order, what stops them, and what the state says before and after.</summary>
sealed class ConvergerTests : StackTest
{
    FakeCloud cloud = null!;
    ConcurrentQueue<string> told = null!;

    [SetUp]
    public void NewCloud() => (cloud, told) = (new(), []);

    [TearDown]
    public void CloseCloud() => cloud.Dispose();

    Task<Result> RunAsync(params PlannedResource[] wanted) => RunAsync(Between(wanted));

    Task<Result> RunAsync(ChangeSet changes) =>
        new Converger(State, cloud.Provider, new FixedClock(), (change, outcome) => told.Enqueue($"{change.Key.Name} {outcome}")).RunAsync(
            changes
        );

    [Test]
    public async Task What_is_made_is_in_the_cloud_and_in_the_state_and_is_told()
    {
        var result = await RunAsync(Wanted("a", 7, "user1", "b") with { DependsOn = [Group("b")] }, Wanted("b"));
        Assert.That((result.IsWhole, cloud.Changes), Is.EqualTo((true, "CreateLogGroup b, CreateLogGroup a, PutRetentionPolicy a")));
        Assert.That(told, Is.EqualTo(new[] { "b Done", "a Done" }));
        var made = State.Find(Group("a"))!;
        Assert.That(
            (made.Id, made.Urn, made.Student, made.Lab, made.Created, made.Updated, made.IsPending),
            Is.EqualTo(("a", "urn:a", "user1", "lab", FakeCloud.Now, FakeCloud.Now, false))
        );
        Assert.That(made.Inputs.ToJsonString(), Is.EqualTo("""{"name":"a","retentionInDays":7}"""));
        Assert.That((string?)made.Outputs["arn"], Does.EndWith(":log-group:a"));
        Assert.That(made.DependsOn, Is.EqualTo(new[] { "aws:cloudwatch/logGroup:LogGroup::b" }));
    }

    [Test]
    public async Task An_output_of_what_was_made_fills_the_input_of_what_needs_it()
    {
        var follower = Wanted("b") with
        {
            Inputs = new()
            {
                ["name"] = "b",
                ["tags"] = new JsonObject { ["of"] = Placeholder.Of(Group("a"), "arn") },
            },
            DependsOn = [Group("a")],
        };
        await RunAsync(follower, Wanted("a"));
        Assert.That((string?)cloud.Groups["b"]["tags"]!["of"], Is.EqualTo((string?)State.Find(Group("a"))!.Outputs["arn"]));
    }

    [Test]
    public async Task A_failure_stops_what_needs_it_and_nothing_else()
    {
        cloud.Refused["CreateLogGroup a"] = "LimitExceededException";
        var result = await RunAsync(Wanted("c", null, "user1", "b"), Wanted("b", null, "user1", "a"), Wanted("a"), Wanted("alone"));
        Assert.That(result.IsWhole, Is.False);
        Assert.That((result.Skipped, result.Failures.Single().Change.Key), Is.EqualTo((2, Group("a"))));
        Assert.That(result.Failures.Single().Reason, Is.EqualTo("LimitExceededException: no"));
        Assert.That(told, Is.EquivalentTo(new[] { "a Failed", "b Skipped", "c Skipped", "alone Done" }));
        Assert.That(cloud.Groups.Keys, Is.EqualTo(new[] { "alone" }));
    }

    [Test]
    public async Task A_result_with_nothing_but_skipped_steps_is_not_whole() =>
        Assert.That((new Result([], 1).IsWhole, new Result([], 0).IsWhole, (await RunAsync()).IsWhole), Is.EqualTo((false, true, true)));

    [Test]
    public async Task What_was_begun_is_in_the_state_before_the_cloud_is_asked()
    {
        bool? wasPending = null;
        cloud.Before = call =>
        {
            if (call == "CreateLogGroup a")
                wasPending = State.Find(Group("a"))?.IsPending;
            return Task.CompletedTask;
        };
        await RunAsync(Wanted("a"));
        Assert.That((wasPending, State.Find(Group("a"))!.IsPending), Is.EqualTo((true, false)));
    }

    [TestCase("ResourceAlreadyExistsException")]
    [TestCase("EntityAlreadyExists")]
    [TestCase("QueueAlreadyExists")]
    [TestCase("ResourceConflictException")]
    [TestCase("BucketAlreadyOwnedByYou")]
    [TestCase("QueueNameExists")]
    public async Task What_another_has_made_under_the_name_is_told_and_never_taken_for_ours(string code)
    {
        cloud.Refused["CreateLogGroup a"] = code;
        var result = await RunAsync(Wanted("a"));
        Assert.That(
            result.Failures.Single().Reason,
            Is.EqualTo(
                $"{code}: no The resource exists, and this stack did not make it: delete it in the cloud, or choose another name here."
            )
        );
        Assert.That(State.Find(Group("a")), Is.Null);
    }

    [Test]
    public async Task What_failed_for_another_reason_stays_begun_so_that_the_next_command_looks_for_it()
    {
        cloud.Refused["PutRetentionPolicy a"] = "InvalidParameterException";
        await RunAsync(Wanted("a", 7));
        Assert.That(State.Find(Group("a"))?.IsPending, Is.True);
    }

    [Test]
    public async Task An_update_keeps_the_id_and_the_moment_of_the_making()
    {
        cloud.Groups["a"] = new() { ["logGroupName"] = "a" };
        await MadeAsync(Known("a", 7));
        var result = await RunAsync(Wanted("a", 14));
        var updated = State.Find(Group("a"))!;
        Assert.That((result.IsWhole, cloud.Changes, told.Single()), Is.EqualTo((true, "PutRetentionPolicy a", "a Done")));
        Assert.That(
            (updated.Id, updated.Created, updated.Updated, (int)updated.Inputs["retentionInDays"]!, (string?)updated.Outputs["arn"]),
            Is.EqualTo(("a", Earlier, FakeCloud.Now, 14, "arn:a"))
        );
    }

    [Test]
    public async Task An_update_that_turns_out_to_change_nothing_calls_nothing()
    {
        var reference = new JsonObject { ["of"] = Placeholder.Of(Group("a"), "arn") };
        cloud.Groups["a"] = new() { ["logGroupName"] = "a" };
        await RunAsync(Wanted("a"));
        var arn = (string?)State.Find(Group("a"))!.Outputs["arn"];
        await MadeAsync(
            Known(
                "b",
                inputs: new()
                {
                    ["name"] = "b",
                    ["tags"] = new JsonObject { ["of"] = arn },
                }
            )
        );
        var follower = Wanted("b") with
        {
            Inputs = new() { ["name"] = "b", ["tags"] = reference },
        };
        var change = new Change(ChangeKind.Update, Group("b"), follower, State.Find(Group("b")), []);
        told.Clear();
        await RunAsync(new ChangeSet([change]));
        Assert.That((told.Single(), State.Find(Group("b"))!.Updated), Is.EqualTo(("b Same", Earlier)));
    }

    [Test]
    public async Task A_replacement_removes_first_and_is_told_once()
    {
        cloud.Groups["old"] = new() { ["logGroupName"] = "old" };
        await MadeAsync(Known("a", id: "old", inputs: Inputs("old")));
        var result = await RunAsync(Wanted("a"));
        Assert.That((result.IsWhole, cloud.Changes, told.Single()), Is.EqualTo((true, "DeleteLogGroup old, CreateLogGroup a", "a Done")));
        Assert.That((State.Find(Group("a"))!.Id, State.Find(Group("a"))!.Created), Is.EqualTo(("a", FakeCloud.Now)));
    }

    [Test]
    public async Task A_replacement_whose_removal_fails_is_told_as_failed_once_and_makes_nothing()
    {
        cloud.Refused["DeleteLogGroup old"] = "OperationAbortedException";
        await MadeAsync(Known("a", id: "old", inputs: Inputs("old")));
        var result = await RunAsync(Wanted("a"));
        Assert.That((result.Failures.Length, result.Skipped, told.Single()), Is.EqualTo((1, 0, "a Failed")));
        Assert.That(cloud.Changes, Is.EqualTo("DeleteLogGroup old"));
    }

    [Test]
    public async Task What_is_removed_leaves_the_cloud_and_the_state()
    {
        cloud.Groups["a"] = new() { ["logGroupName"] = "a" };
        await MadeAsync(Known("a"), Known("gone"), Known("begun", id: null));
        var result = await RunAsync();
        Assert.That((result.IsWhole, State.Count, cloud.Groups.Count), Is.EqualTo((true, 0, 0)));
        Assert.That(cloud.Changes.Split(", "), Is.EquivalentTo(new[] { "DeleteLogGroup a", "DeleteLogGroup gone" }));
        Assert.That(told, Is.EquivalentTo(new[] { "a Done", "gone Done", "begun Done" }));
    }

    [Test]
    public async Task An_exception_that_nobody_expected_is_told_as_a_bug_of_the_command()
    {
        var key = new ResourceKey("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "x");
        var inputs = new JsonObject { ["role"] = "r", ["policyArn"] = "p" };
        var before = Known("x") with { Type = key.Type, Inputs = [] };
        var change = new Change(ChangeKind.Update, key, new(key, "", null, null, inputs, []), before, []);
        Assert.That(
            (await RunAsync(new ChangeSet([change]))).Failures.Single().Reason,
            Is.EqualTo($"A bug of ./classroom: NotSupportedException: {key.Type} is replaced, never changed")
        );
    }

    [Test]
    public async Task An_output_that_the_cloud_does_not_give_is_named()
    {
        var wanted = Wanted("b") with
        {
            Inputs = new() { ["name"] = Placeholder.Of(Group("a"), "color") },
            DependsOn = [Group("a")],
        };
        Assert.That(
            (await RunAsync(wanted, Wanted("a"))).Failures.Single().Reason,
            Is.EqualTo($"a ({Group("a").Type}) has no output 'color' on the embedded cloud. Do not use it, or add it in cli/Provider.")
        );
    }

    [Test]
    public async Task A_secret_output_is_sealed_in_the_state()
    {
        var wanted = new PlannedResource(AccessKey, "", "user1", null, new() { ["user"] = "u" }, []);
        await RunAsync(wanted);
        Assert.That((string?)State.Find(AccessKey)!.Outputs["secret"], Does.StartWith("sealed:v1:"));
        Assert.That((State.Output(AccessKey, "secret"), State.IsSecret(AccessKey, "secret")), Is.EqualTo(("swordfish", true)));
        Assert.That((State.Find(AccessKey)!.Id, State.IsSecret(AccessKey, "id")), Is.EqualTo(("AKIA1", false)));
    }

    [Test]
    public async Task An_update_leaves_a_secret_output_as_it_is()
    {
        PlannedResource Key(string status) => new(AccessKey, "", "user1", null, new() { ["user"] = "u", ["status"] = status }, []);
        await RunAsync(Key("Active"));
        var result = await RunAsync(Key("Inactive"));
        Assert.That((result.IsWhole, cloud.Changes), Is.EqualTo((true, "CreateAccessKey u, UpdateAccessKey u")));
        Assert.That(State.Output(AccessKey, "secret"), Is.EqualTo("swordfish"));
    }

    [Test, CancelAfter(60_000)]
    public async Task More_resources_than_may_be_made_at_once_are_all_made()
    {
        var (atOnce, most, asked) = (0, 0, 0);
        var areTurnsTaken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cloud.Before = async call =>
        {
            if (!call.StartsWith("CreateLogGroup", StringComparison.Ordinal))
                return;
            InterlockedMax(ref most, Interlocked.Increment(ref atOnce));
            if (Interlocked.Increment(ref asked) == 48)
                areTurnsTaken.SetResult();
            // The first calls are answered when all turns are taken, so that a call without a turn would be seen beside them.
            await areTurnsTaken.Task;
            Interlocked.Decrement(ref atOnce);
        };
        var result = await RunAsync([.. Enumerable.Range(0, 120).Select(i => Wanted($"g{i}"))]);
        Assert.That((result.IsWhole, cloud.Groups.Count, State.Count), Is.EqualTo((true, 120, 120)));
        Assert.That(most, Is.EqualTo(48));
    }

    static void InterlockedMax(ref int target, int value)
    {
        var seen = target;
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var found && found != seen)
            seen = found;
    }

    [Test]
    public async Task What_a_killed_command_had_begun_is_removed_and_what_others_made_is_left()
    {
        var tags = new JsonObject { ["student"] = "user1" };
        JsonObject There(string name, DateTimeOffset created, JsonObject of) =>
            new()
            {
                ["logGroupName"] = name,
                ["creationTime"] = created.ToUnixTimeMilliseconds(),
                ["tags"] = of.DeepClone(),
            };
        ResourceState Begun(string name) => Known(name, id: null, inputs: new() { ["name"] = name, ["tags"] = tags.DeepClone() });
        cloud.Groups["ours"] = There("ours", Earlier.AddMinutes(1), tags);
        cloud.Groups["older"] = There("older", Earlier.AddMinutes(-1), tags);
        cloud.Groups["tagged"] = There("tagged", Earlier.AddMinutes(1), new() { ["student"] = "user2" });
        await MadeAsync(Begun("ours"), Begun("older"), Begun("tagged"), Begun("never"), Known("whole"));
        var left = await Converger.RecoverAsync(State, cloud.Provider);
        Assert.That(left, Is.EqualTo(new[] { Group("older"), Group("tagged") }));
        Assert.That(cloud.Groups.Keys, Is.EquivalentTo(new[] { "older", "tagged" }));
        Assert.That(State.Resources.Select(resource => resource.Name), Is.EqualTo(new[] { "whole" }));
    }

    sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => FakeCloud.Now;
    }
}
