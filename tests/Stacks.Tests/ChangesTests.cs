using Classroom.Cli.Planning;
using Classroom.Cli.Provider;
using Classroom.Cli.Stacks;

namespace Classroom.Stacks.Tests;

/// <summary>What a change set contains for some of the students, and which outputs it takes for known.</summary>
sealed class ChangesTests : StackTest
{
    static readonly ResourceKey Package = new("aws:s3/bucketObjectv2:BucketObjectv2", "o");

    [Test]
    public async Task For_some_students_the_shared_resources_are_made_and_never_removed()
    {
        await MadeAsync(Known("gone1", student: "user1"), Known("gone2", student: "user2"), Known("shared-gone", student: null));
        var plan = Plan(Wanted("new1"), Wanted("new2", student: "user2"), Wanted("shared", student: null));
        Assert.That(Shown(ChangeSet.Between(State, plan, Only("user1"))), Is.EqualTo("new1 Create, shared Create, gone1 Delete"));
        Assert.That(
            Shown(ChangeSet.Between(State, plan)),
            Is.EqualTo("new1 Create, new2 Create, shared Create, gone1 Delete, gone2 Delete, shared-gone Delete")
        );
    }

    [Test]
    public async Task What_is_wanted_stays_for_some_students_too()
    {
        await MadeAsync(Known("a"));
        Assert.That(Shown(ChangeSet.Between(State, Plan(Wanted("a")), Only("user1"))), Is.EqualTo("a Same"));
    }

    [Test]
    public async Task Everything_of_a_student_is_removed_and_of_all_the_shared_resources_too()
    {
        await MadeAsync(Known("a"), Known("b", student: "user2"), Known("c", student: null));
        Assert.That(Shown(ChangeSet.Removing(State, Only("user2"))), Is.EqualTo("b Delete"));
        Assert.That(Shown(ChangeSet.Removing(State, null)), Is.EqualTo("a Delete, b Delete, c Delete"));
    }

    [Test]
    public async Task Changes_are_counted_by_kind_and_what_stays_is_none()
    {
        await MadeAsync(Known("same"), Known("update", 7), Known("replace", inputs: Inputs("other")), Known("delete"));
        var changes = Between(Wanted("same"), Wanted("update", 14), Wanted("replace"), Wanted("create"));
        Assert.That(
            Enum.GetValues<ChangeKind>().Select(kind => $"{kind} {changes.Count(kind)}"),
            Is.EqualTo(new[] { "Same 1", "Create 1", "Update 1", "Replace 1", "Delete 1" })
        );
        Assert.That(changes.Real.Select(change => change.Key.Name), Is.EqualTo(new[] { "update", "replace", "create", "delete" }));
        Assert.That(
            changes.All.Select(change => $"{change.Key.Name} {change.Makes} {change.Deletes}"),
            Is.EqualTo(new[] { "same False False", "update True False", "replace True True", "create True False", "delete False True" })
        );
        Assert.That((changes.IsEmpty, Between().IsEmpty), Is.EqualTo((false, false)));
        Assert.That(new ChangeSet([.. changes.All.Where(change => change.Kind == ChangeKind.Same)]).IsEmpty, Is.True);
    }

    [Test]
    public async Task A_change_tells_whose_it_is_from_what_is_wanted_or_else_from_what_was_there()
    {
        await MadeAsync(Known("a", student: "before") with { Lab = "earlier" }, Known("gone", student: "before") with { Lab = "earlier" });
        var changes = Between(Wanted("a", student: "after"));
        Assert.That(
            changes.All.Select(change => $"{change.Key.Name} {change.Student} {change.Lab}"),
            Is.EqualTo(new[] { "a after lab", "gone before earlier" })
        );
    }

    [Test]
    public async Task The_inputs_of_a_change_are_told_in_the_order_of_their_names()
    {
        await MadeAsync(
            Known(
                "a",
                inputs: new()
                {
                    ["name"] = "a",
                    ["tags"] = "t",
                    ["retentionInDays"] = 7,
                }
            )
        );
        var wanted = Wanted("a") with
        {
            Inputs = new()
            {
                ["name"] = "a",
                ["retentionInDays"] = 14,
                ["color"] = "red",
            },
        };
        Assert.That(
            Between(wanted).All.Single().Inputs.Select(input => $"{input.Name}: {input.Before} > {input.After}"),
            Is.EqualTo(new[] { "color:  > red", "retentionInDays: 7 > 14", "tags: t > " })
        );
        Assert.That(
            Between(Wanted("new", 7)).All[0].Inputs.Select(input => $"{input.Name}: {input.Before} > {input.After}"),
            Is.EqualTo(new[] { "name:  > new", "retentionInDays:  > 7" })
        );
    }

    [Test]
    public async Task One_input_that_cannot_change_is_enough_for_a_replacement()
    {
        await MadeAsync(Known("a", inputs: Inputs("old", 7)));
        Assert.That(Shown(Between(Wanted("a", 14))), Is.EqualTo("a Replace"));
    }

    [Test]
    public async Task An_output_that_is_one_of_several_changed_inputs_is_not_known_before_the_update()
    {
        await MadeAsync(Known("a", 7), Known("b", inputs: new() { ["name"] = "b", ["tags"] = "7" }));
        await State.PutAsync(State.Find(Group("a"))! with { Outputs = new() { ["retentionInDays"] = "7" } });
        var first = Wanted("a", 14);
        first.Inputs["tags"] = "new";
        var follower = Wanted("b");
        follower.Inputs["tags"] = Placeholder.Of(Group("a"), "retentionInDays");
        Assert.That(Shown(Between(first, follower)), Is.EqualTo("a Update, b Update"));
    }

    // A follower names an output of a log group; it changes with the group only where the output may change with it.
    [TestCase("a", 7, "arn", ExpectedResult = "a Same, b Same")]
    [TestCase("a", 14, "arn", ExpectedResult = "a Update, b Same")]
    [TestCase("a", 14, "retentionInDays", ExpectedResult = "a Update, b Update")]
    [TestCase("other", 7, "arn", ExpectedResult = "a Replace, b Update")]
    public async Task<string> What_follows_an_output(string nameThere, int days, string output)
    {
        var value = output == "arn" ? "arn:a" : "7";
        await MadeAsync(
            Known(
                "a",
                inputs: new()
                {
                    ["name"] = nameThere,
                    ["retentionInDays"] = 7,
                    ["note"] = "7",
                }
            ),
            Known("b", inputs: new() { ["name"] = "b", ["tags"] = value })
        );
        var there = State.Find(Group("a"))!;
        if (output != "arn")
            await State.PutAsync(there with { Outputs = new() { ["retentionInDays"] = "7" } });
        return Shown(
            Between(
                Wanted("a") with
                {
                    Inputs = new()
                    {
                        ["name"] = "a",
                        ["retentionInDays"] = days,
                        ["note"] = "7",
                    },
                },
                Wanted("b") with
                {
                    Inputs = new() { ["name"] = "b", ["tags"] = Placeholder.Of(Group("a"), output) },
                }
            )
        );
    }

    [Test]
    public async Task An_output_that_an_update_changes_is_not_known_before_it()
    {
        await MadeAsync(
            new ResourceState(
                Package.Type,
                Package.Name,
                "",
                null,
                null,
                "k",
                new()
                {
                    ["bucket"] = "b",
                    ["key"] = "k",
                    ["source"] = "sha256:1",
                },
                new() { ["versionId"] = "v1" },
                [],
                Earlier,
                Earlier
            ),
            Known("b", inputs: new() { ["name"] = "b", ["tags"] = "v1" })
        );
        var package = new PlannedResource(
            Package,
            "",
            null,
            null,
            new()
            {
                ["bucket"] = "b",
                ["key"] = "k",
                ["source"] = "sha256:2",
            },
            []
        );
        var follower = Wanted("b") with
        {
            Inputs = new() { ["name"] = "b", ["tags"] = Placeholder.Of(Package, "versionId") },
        };
        Assert.That(Shown(Between(package, follower)), Is.EqualTo("o Update, b Update"));
    }
}
