using System.Text.Json.Nodes;
using Classroom.Cli.Checks;
using Classroom.Cli.Commands;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cli.Tests.Classes;

/// <summary>What `status` says of a student.</summary>
sealed class AttentionTests
{
    const int MostLooks = 60;

    static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    static readonly MetError Denied = new("CreateFunction: AccessDenied", 3, Now);

    static readonly Attention Usual = new(new("user1", 5, 4, 0, Now, null), null, null, null, []);

    [Test]
    public void A_raised_hand_comes_first_and_hides_nothing()
    {
        var failing = Usual with { Activity = Usual.Activity with { Failed = 2, Failing = ("order-workflow", 2, "States.TaskFailed") } };
        var hand = Now.AddMinutes(-4);
        Assert.That(Usual.Text(Now), Is.Empty);
        Assert.That((Usual with { Hand = hand }).Text(Now), Is.EqualTo("hand raised 4 min ago"));
        Assert.That(
            (failing with { Hand = hand, Refused = Denied }).Text(Now),
            Is.EqualTo("hand raised 4 min ago; order-workflow failed 2 times: States.TaskFailed")
        );
        Assert.That(
            (Usual with { Refused = Denied, Alarms = ["order-workflow-failures"] }).Text(Now),
            Is.EqualTo("refused: CreateFunction: AccessDenied (3 times)")
        );
        Assert.That((Usual with { Refused = Denied with { Times = 1 } }).Text(Now), Is.EqualTo("refused: CreateFunction: AccessDenied"));
        Assert.That((Usual with { Alarms = ["a", "b", "c"] }).Text(Now), Is.EqualTo("alarm a and 2 more"));
        Assert.That((failing with { Frozen = "come here" }).Text(Now), Is.EqualTo("frozen: come here"));
        var idle = Usual with { Activity = Usual.Activity with { Runs = 0 } };
        Assert.That((idle.Text(Now), (idle with { Hand = Now }).Text(Now)), Is.EqualTo(("nothing started yet", "hand raised just now")));
    }

    [Test]
    public void Raised_hands_are_looked_after_first_and_then_the_most_failures()
    {
        Attention[] sorted =
        [
            Usual with
            {
                Hand = Now,
            },
            Usual with
            {
                Activity = Usual.Activity with { Failed = 9 },
            },
            Usual with
            {
                Activity = Usual.Activity with { Failed = 1 },
            },
            Usual with
            {
                Frozen = "come here",
            },
            Usual,
        ];
        Assert.That(sorted.Reverse().OrderBy(attention => attention.Urgency), Is.EqualTo(sorted));
    }

    [Test]
    public async Task The_status_shows_hands_and_refused_calls()
    {
        await using var classroom = Classroom.Of(
            "classroom:labs: [greeting]\nclassroom:access: user\nclassroom:students: [user1, user2, user3]"
        );
        await classroom.DoneAsync("up", "--yes");
        await classroom.DoneAsync("hand", "raise", "--student", "user2");
        var keys = (await classroom.DoneAsync("outputs", "--student", "user1", "--show-secrets", "--json")).Json["user1"]!;
        var root = await classroom.RootAsync();
        var student = new WireClient(root.Endpoint, (string)keys["access_key_id"]!, (string)keys["secret_access_key"]!);
        await Assert.CatchAsync(() => student.FormAsync("iam", "CreateUser", ("UserName", "user1-other")));

        // The cloud writes its audit log from time to time.
        JsonArray rows;
        var looks = 0;
        do rows = (await classroom.DoneAsync("status", "--json")).Json["students"]!.AsArray();
        while (rows[0]!["lastRefused"] is null && ++looks < MostLooks);
        Assert.That(
            rows.Select(row => ((string?)row!["lastRefused"], row["handRaised"] is not null)),
            Is.EqualTo(new[] { ("CreateUser: AccessDenied", false), (null, true), (null, false) })
        );
        Assert.That(
            (await classroom.DoneAsync("status")).Out,
            Does.Match("user1 .* refused: CreateUser: AccessDenied\n")
                .And.Match("user2 .* hand raised just now\n")
                .And.Match("user3 .* nothing started yet\n")
                .And.Contain("1 raised hand · ")
        );
        await classroom.DoneAsync("hand", "lower", "--student", "user2");
        Assert.That((await classroom.DoneAsync("status")).Out, Does.Not.Contain("hand"));
    }
}
