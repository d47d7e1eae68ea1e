using System.Text.Json.Nodes;
using Classroom.Cli.Provider;

namespace Classroom.Cli.Tests.Classes;

/// <summary>A large class that is split into a base stack and cohorts.</summary>
sealed class CohortTests
{
    const string Rest =
        "classroom:labs: [greeting]\nclassroom:delayScale: 0\nclassroom:transientErrorRate: 0\nclassroom:paymentFailureRate: 0\n";

    [Test]
    public async Task A_class_of_a_hundred_has_five_cohorts_and_one_student_leaves_and_one_moves()
    {
        await using var classroom = Classroom.Of(
            $"{Rest}classroom:students:{string.Concat(Enumerable.Range(1, 100).Select(number => $"\n  - user{number}"))}"
        );
        var up = await classroom.DoneAsync("up", "--yes", "--cohorts", "20");
        Assert.That(
            up.Out,
            Does.Contain("Pulumi.dev.yaml: cohort 1 has 20, cohort 2 has 20, cohort 3 has 20, cohort 4 has 20, cohort 5 has 20.")
        );
        Assert.That(
            Students(classroom),
            Is.EqualTo(
                new[]
                {
                    ("dev", 0),
                    ("dev-cohort-1", 20),
                    ("dev-cohort-2", 20),
                    ("dev-cohort-3", 20),
                    ("dev-cohort-4", 20),
                    ("dev-cohort-5", 20),
                }
            )
        );
        Assert.That((await classroom.DoneAsync("run", "greeting-workflow", "-u", "user100")).Out, Does.Contain("SUCCEEDED"));

        await classroom.DoneAsync("roster", "remove", "user7");
        await classroom.DoneAsync("roster", "add", "newcomer");
        var text = await File.ReadAllTextAsync(classroom.Settings);
        await File.WriteAllTextAsync(
            classroom.Settings,
            text.Replace("username: user30\n      cohort: 2", "username: user30\n      cohort: 1", StringComparison.Ordinal)
        );
        var moving = Of(classroom, "user30");
        var preview = (await classroom.RunAsync("preview", "--json")).Json;
        Assert.That(preview["moved"]!.ToJsonString(), Is.EqualTo("""[{"student":"user30","from":"dev-cohort-2","to":"dev-cohort-1"}]"""));
        Assert.That(
            ((JsonArray)preview["changes"]!).Select(change => ($"{change!["kind"]}", $"{change["student"]}")).Distinct(),
            Is.EquivalentTo(new[] { ("create", "newcomer"), ("delete", "user7") })
        );
        Assert.That(
            (await classroom.DoneAsync("up", "--yes")).Out,
            Does.Contain("from the stack dev-cohort-2 to dev-cohort-1: user30, with all that the student has")
        );

        Assert.That(
            Students(classroom),
            Is.EqualTo(
                new[]
                {
                    ("dev", 0),
                    ("dev-cohort-1", 20),
                    ("dev-cohort-2", 20),
                    ("dev-cohort-3", 20),
                    ("dev-cohort-4", 20),
                    ("dev-cohort-5", 20),
                }
            ),
            "user30 has the place of user7, and the newcomer that of user30"
        );
        Assert.That(
            Of(classroom, "user30").Select(resource => (resource.Key, resource.Id, resource.Updated)),
            Is.EqualTo(moving.Select(resource => (resource.Key, resource.Id, resource.Updated))),
            "who moves keeps everything"
        );
        Assert.That((await classroom.RunAsync("preview")).Code, Is.Zero);
        Assert.That((await classroom.DoneAsync("run", "greeting-workflow", "-u", "user30")).Out, Does.Contain("SUCCEEDED"));

        Assert.That((await classroom.DoneAsync("destroy", "--yes")).Out, Does.Contain("Nothing of 100 students is left"));
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Is.Empty);
    }

    [Test]
    public async Task A_class_that_is_up_is_split_and_joined_without_a_change_in_the_cloud()
    {
        await using var classroom = Classroom.Of($"{Rest}classroom:dashboard: class\nclassroom:students: [user1, user2, user3]");
        await classroom.DoneAsync("up", "--yes");
        var before = await Inventory.AllAsync(await classroom.RootAsync());
        var split = await classroom.DoneAsync("up", "--yes", "--cohorts", "2");
        Assert.That(
            split.Out,
            Does.Contain("from the stack dev to dev-cohort-1: user1, user2, with all that they have")
                .And.Contain("from the stack dev to dev-cohort-2: user3")
                .And.Not.Contain("created")
        );
        Assert.That(Students(classroom), Is.EqualTo(new[] { ("dev", 0), ("dev-cohort-1", 2), ("dev-cohort-2", 1) }));
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Is.EqualTo(before));
        Assert.That((await classroom.DoneAsync("status")).Out, Does.StartWith("dev · 3 students in 2 cohorts · "));
        Assert.That((await classroom.DoneAsync("roster", "list")).Out, Does.Match(@"user3 .* 2\n"));

        classroom.Set($"{Rest}classroom:dashboard: class\nclassroom:students: [user1, user2, user3]");
        await classroom.DoneAsync("up", "--yes");
        Assert.That(Students(classroom), Is.EqualTo(new[] { ("dev", 3) }));
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Is.EqualTo(before));
    }

    [Test]
    public async Task The_forecast_knows_the_stacks_and_finds_the_same_quotas()
    {
        await using var classroom = Classroom.Of($"{Rest}classroom:students: [user1, user2, user3]");
        var whole = (await classroom.DoneAsync("forecast", "--json")).Json;
        classroom.Set($"{Rest}classroom:cohortSize: 2\nclassroom:students: [user1, user2, user3]");
        var split = (await classroom.DoneAsync("forecast", "--json")).Json;

        var stacks = (JsonArray)split["stacks"]!;
        Assert.That(
            stacks.Select(stack => $"{stack!["stack"]} {stack["students"]}"),
            Is.EqualTo(new[] { "dev 0", "dev-cohort-1 2", "dev-cohort-2 1" })
        );
        Assert.That(stacks.Sum(stack => (int)stack!["resources"]!), Is.EqualTo((int)whole["resources"]!));
        foreach (var same in (string[])["students", "resources", "quotas", "floors", "idleMonth", "labDay"])
            Assert.That(split[same]!.ToJsonString(), Is.EqualTo(whole[same]!.ToJsonString()), same);
        Assert.That(
            (await classroom.DoneAsync("forecast")).Out,
            Does.Match("3 stacks, the cohorts side by side; .*: dev 6, dev-cohort-1 [0-9]+, ")
        );
    }

    [Test]
    public async Task The_stack_of_a_cohort_is_Pulumis_alone()
    {
        await using var classroom = Classroom.OfStudents("user1");
        await File.WriteAllTextAsync(
            Path.Combine(classroom.Folder, "Pulumi.dev-cohort-2.yaml"),
            "config:\n  classroom:cohort: 2\n  classroom:cohortSize: 20\n  classroom:students: [{username: user1, cohort: 2}]\n"
        );
        var refused = await classroom.RunAsync("up", "--yes", "--stack", "dev-cohort-2");
        Assert.That(
            (refused.Code, refused.Err),
            Is.EqualTo((3, "dev-cohort-2 is the stack of cohort 2, which only Pulumi has. Name the stack of the class: --stack dev.\n"))
        );
        Assert.That((await classroom.RunAsync("up", "--stack", "live")).Err, Does.Contain("The stacks are dev. "));
        Assert.That(
            (await classroom.RunAsync("up", "--cohorts", "0")).Err,
            Does.StartWith("--cohorts is 0; it must be from 1 to 999: the number of students in a cohort.")
        );
    }

    /// <summary>The stacks, and how many students each has.</summary>
    static List<(string Stack, int Students)> Students(Classroom classroom) =>
        [
            .. Resources(classroom)
                .GroupBy(resource => resource.Stack)
                .OrderBy(stack => stack.Key, StringComparer.Ordinal)
                .Select(stack => (stack.Key, stack.Select(resource => resource.Student).OfType<string>().Distinct().Count())),
        ];

    static List<ResourceState> Of(Classroom classroom, string student) =>
        [.. Resources(classroom).Where(resource => resource.Student == student).OrderBy(resource => resource.Key)];

    static List<ResourceState> Resources(Classroom classroom)
    {
        using var state = new Stacks.StackState(Path.Combine(classroom.Home, "stacks", "dev"), null);
        return [.. state.Resources];
    }
}
