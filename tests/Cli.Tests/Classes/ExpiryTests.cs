namespace Classroom.Cli.Tests.Classes;

/// <summary>When the time of a student is over, IAM denies everything, or the resources go: as the settings say.</summary>
sealed class ExpiryTests
{
    const string Past = "2020-01-01T00:00:00Z";
    const string Future = "2099-01-01T00:00:00Z";

    [Test]
    public async Task Whose_time_is_over_can_do_nothing_or_has_nothing()
    {
        await using var classroom = Classroom.Of(SettingsOf(Future));
        await classroom.DoneAsync("up", "--yes");
        Assert.That((await classroom.DoneAsync("destroy", "--expired", "--yes")).Out, Does.Contain("There is nothing to remove"));
        Assert.That((await classroom.RunAsync("destroy", "--expired", "--student", "user1")).Err, Does.Contain("without --student"));

        classroom.Set(SettingsOf(Past));
        var up = await classroom.DoneAsync("up", "--yes");
        Assert.That(up.Out, Does.Contain("The time of user2 was over at 2020-01-01 00:00 UTC"));
        Assert.That((await StudentsAsync(classroom)), Is.EqualTo(new[] { "user1", "user3" }), "user2 is destroyed, user3 is frozen");
        var denied = await classroom.RunAsync(
            "aws",
            "--student",
            "user3",
            "--",
            "stepfunctions",
            "list-executions",
            "--state-machine-arn",
            Workflow
        );
        Assert.That(denied.Err, Does.Contain("AccessDenied").And.Contain("explicit deny"));
        Assert.That((await classroom.DoneAsync("up", "--yes")).Out, Does.Contain("Nothing to do"), "and stays away");

        classroom.Set(SettingsOf(Future));
        await classroom.DoneAsync("up", "--yes");
        Assert.That(await StudentsAsync(classroom), Is.EqualTo(new[] { "user1", "user2", "user3" }), "the time was put off");
        classroom.Set(SettingsOf(Past));
        var gone = await classroom.DoneAsync("destroy", "--expired", "--yes");
        Assert.That(gone.Out, Does.Contain("Nothing of user2 is left"));
        Assert.That(await StudentsAsync(classroom), Is.EqualTo(new[] { "user1", "user3" }));
    }

    const string Workflow = "arn:aws:states:us-east-1:000000000000:stateMachine:user3-greeting-workflow";

    static string SettingsOf(string end) =>
        "classroom:labs: [greeting]\nclassroom:dashboard: none\nclassroom:access: user\n"
        + $"classroom:expires: '{end}'\n"
        + "classroom:students: [{username: user1, expires: ''}, {username: user2, whenExpired: destroy}, user3]";

    static async Task<string[]> StudentsAsync(Classroom classroom) =>
        [.. (await classroom.DoneAsync("outputs", "--json")).Json.AsObject().Select(student => student.Key).Order()];
}
