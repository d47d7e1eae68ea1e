namespace Classroom.Cli.Tests.Classes;

/// <summary>The work of students is counted against the budgets of the settings.</summary>
sealed class BudgetTests
{
    [Test]
    public async Task What_has_run_is_counted_for_each_student_and_who_has_used_much_is_named()
    {
        // The greeting workflow calls three functions. A call costs about 0.000007 dollars, and less than a second of 0.5 GB.
        await using var classroom = Classroom.Of(
            "classroom:delayScale: 0\nclassroom:transientErrorRate: 0\nclassroom:labs: [greeting]\nclassroom:dashboard: none\n"
                + "classroom:budget: 1000\n"
                + "classroom:students: [{username: user1, budget: 0.00001}, user2, {username: user3, budget: 0}]"
        );
        await classroom.DoneAsync("up", "--yes");
        for (var run = 0; run < 2; run++)
            await classroom.DoneAsync("run", "greeting-workflow", "-u", "user1");

        var all = (await classroom.DoneAsync("budget", "--json")).Json.AsArray();
        Assert.That(
            all.Select(row => ((string?)row!["student"], (double)row["calls"]!, (double)row["executions"]!, (double?)row["budget"])),
            Is.EqualTo(new (string?, double, double, double?)[] { ("user1", 6, 2, 0.00001), ("user2", 0, 0, 1000), ("user3", 0, 0, null) })
        );
        Assert.That(all.Select(row => (double?)row!["warning"]), Is.EqualTo(new double?[] { 1, null, null }));
        Assert.That((double)all[0]!["dollars"]!, Is.GreaterThan((double)all[1]!["dollars"]!).And.LessThan(0.01));

        const string Warning = "user1 has used all of a budget of $0.00";
        Assert.That((await classroom.DoneAsync("budget")).Out, Does.Contain(Warning).And.Contain("Together $0.00"));
        Assert.That((await classroom.DoneAsync("status")).Out, Does.Contain(Warning).And.Not.Contain("user2 has used"));
        await classroom.DoneAsync("destroy", "--yes");
        Assert.That((await classroom.DoneAsync("budget")).Out, Does.Contain("No student is up"));
    }
}
