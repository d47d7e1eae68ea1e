namespace Classroom.Cli.Tests.Classes;

/// <summary>A class whose students build the labs: what the commands do with the fence and with what is in it.</summary>
sealed class HandsOnClassTests
{
    const string Settings = """
        classroom:access: user
        classroom:labs: [greeting]
        classroom:students: [{"username": "user1", "mode": "hands-on"}, user2]
        """;

    const string Permissions = """{"Version":"2012-10-17","Statement":[]}""";

    Classroom classroom = null!;

    [SetUp]
    public async Task NewClass()
    {
        classroom = Classroom.Of(Settings);
        await classroom.DoneAsync("up", "--yes");
    }

    [TearDown]
    public async Task RemoveClass() => await classroom.DisposeAsync();

    [Test]
    public async Task What_a_student_has_given_the_role_of_the_workflows_stays_and_goes_with_the_class()
    {
        var root = await classroom.RootAsync();
        await root.FormAsync(
            "iam",
            "PutRolePolicy",
            ("RoleName", "user1-greeting-workflows"),
            ("PolicyName", "permissions"),
            ("PolicyDocument", Permissions)
        );
        await root.FormAsync("sns", "CreateTopic", ("Name", "user1-greetings"));
        await root.CallAsync("logs", "CreateLogGroup", new { logGroupName = "/aws/vendedlogs/states/user1-greeting-workflow" });
        Assert.That((await classroom.DoneAsync("up", "--refresh", "--yes")).Out, Does.Contain("Nothing"));
        Assert.That(
            $"{await root.FormAsync("iam", "ListRolePolicies", ("RoleName", "user1-greeting-workflows"))}",
            Does.Contain("<member>permissions</member>")
        );

        await classroom.DoneAsync("destroy", "--yes");
        Assert.That(await Inventory.AllAsync(root), Is.Empty);
        Assert.That((await root.CallAsync("logs", "DescribeResourcePolicies", new { }))["resourcePolicies"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_student_changes_from_one_mode_to_the_other_and_back()
    {
        classroom.Set(Settings.Replace("hands-on", "provisioned", StringComparison.Ordinal));
        await classroom.DoneAsync("up", "--yes");
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
        classroom.Set(Settings);
        await classroom.DoneAsync("up", "--yes");
        Assert.That(
            (await classroom.RunAsync("run", "greeting-workflow", "--student", "user1")).Err,
            Does.Contain("user1 has no workflow")
        );
        Assert.That((await classroom.DoneAsync("status")).Out, Does.Contain("user1"));
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
    }
}
