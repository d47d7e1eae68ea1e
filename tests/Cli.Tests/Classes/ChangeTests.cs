using System.Text.Json.Nodes;

namespace Classroom.Cli.Tests.Classes;

/// <summary>Every kind of change touches what it must, and nothing else.</summary>
sealed class ChangeTests
{
    const string Rest = "classroom:labs: [greeting, events]\nclassroom:delayScale: 0\n";

    Classroom classroom = null!;

    [SetUp]
    public async Task Up()
    {
        classroom = Classroom.Of($"{Rest}classroom:students: [user1, user2]");
        await classroom.DoneAsync("up", "--yes");
    }

    [TearDown]
    public async Task End() => await classroom.DisposeAsync();

    [Test]
    public async Task A_students_setting_changes_that_students_resources()
    {
        classroom.Set($"{Rest}classroom:students:\n  - username: user1\n    logRetentionDays: 30\n    logLevel: debug\n  - user2");
        var preview = await classroom.RunAsync("preview", "--json");
        Assert.That(preview.Code, Is.EqualTo(2));
        Assert.That(
            Changes(preview),
            Is.All.Matches<JsonNode>(change => (string?)change!["student"] == "user1" && (string?)change["kind"] == "update")
        );
        Assert.That(
            Changes(preview).Select(change => $"{change["type"]}".Split(':')[^1]).Distinct(),
            Is.EquivalentTo(new[] { "LogGroup", "Function" })
        );
        var others = await StatesAsync("user2");
        await classroom.DoneAsync("up", "--yes");
        Assert.That(await StatesAsync("user2"), Is.EqualTo(others), "ids and times of the others stay");
        var root = await classroom.RootAsync();
        var groups = (JsonArray)
            (await root.CallAsync("logs", "DescribeLogGroups", new { logGroupNamePrefix = "/aws/lambda/" }))["logGroups"]!;
        Assert.That(
            groups.Select(group => ((string)group!["logGroupName"]!, (int)group["retentionInDays"]!)),
            Is.All.Matches<(string Name, int Days)>(group =>
                group.Days == (group.Name.Contains("user1-", StringComparison.Ordinal) ? 30 : 7)
            )
        );
        Assert.That((await classroom.RunAsync("preview")).Code, Is.Zero);
    }

    [Test]
    public async Task A_student_comes_and_another_goes()
    {
        var others = await StatesAsync("user1");
        await classroom.DoneAsync("roster", "add", "user11");
        await classroom.DoneAsync("roster", "remove", "user2");
        var up = await classroom.DoneAsync("up", "--yes");
        Assert.That(up.Out, Does.Match(@"user11 +\d+").And.Match(@"user2 +\d+"));
        Assert.That(await StatesAsync("user1"), Is.EqualTo(others));
        var there = await Inventory.AllAsync(await classroom.RootAsync());
        Assert.That(there, Has.None.Contains("user2-").And.Some.Contains("user11-"));
    }

    [Test]
    public async Task A_lab_goes_and_comes_back()
    {
        var before = await Inventory.AllAsync(await classroom.RootAsync());
        classroom.Set("classroom:labs: [greeting]\nclassroom:delayScale: 0\nclassroom:students: [user1, user2]");
        await classroom.DoneAsync("up", "--yes");
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Has.None.Contains("order-events-workflow"));
        classroom.Set($"{Rest}classroom:students: [user1, user2]");
        await classroom.DoneAsync("up", "--yes");
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Is.EqualTo(before));
    }

    [Test]
    public async Task Another_name_of_the_class_replaces_what_carries_it()
    {
        classroom.Set($"classroom:className: other\n{Rest}classroom:students: [user1, user2]");
        var preview = await classroom.RunAsync("preview", "--json");
        Assert.That(
            Changes(preview).Where(change => (string?)change["kind"] == "replace").Select(change => (string)change["name"]!),
            Is.SupersetOf(new[] { "artifacts", "boundary" })
        );
        await classroom.DoneAsync("up", "--yes");
        var there = await Inventory.AllAsync(await classroom.RootAsync());
        Assert.That(there, Has.None.Contains("classroom-").And.Some.Contains("other-boundary"));
        Assert.That((await classroom.DoneAsync("run", "greeting-workflow", "-u", "user1")).Out, Does.Contain("SUCCEEDED"));
    }

    [Test]
    public async Task Only_the_named_students_are_touched()
    {
        classroom.Set($"{Rest}classroom:logRetentionDays: 14\nclassroom:students: [user1, user2, user3]");
        var others = await StatesAsync("user2");
        await classroom.DoneAsync("up", "--yes", "--student", "user1");
        Assert.That(await StatesAsync("user2"), Is.EqualTo(others));
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Has.None.Contains("user3-"));
        await classroom.DoneAsync("destroy", "--yes", "--student", "user1");
        var there = await Inventory.AllAsync(await classroom.RootAsync());
        Assert.That(there, Has.None.Contains("user1-").And.Some.Contains("user2-").And.Some.Contains("classroom-boundary"));
        var unknown = await classroom.RunAsync("up", "--yes", "--student", "nobody");
        Assert.That((unknown.Code, unknown.Err), Is.EqualTo((3, "There is no student 'nobody'. There are user1, user2, user3.\n")));
    }

    [Test]
    public async Task Who_watches_makes_what_the_settings_say_from_now_on()
    {
        using var watching = classroom.Start("up", "--watch");
        await ReadUntilAsync(watching.StandardOutput, "Waiting for changes");
        await classroom.DoneAsync("roster", "add", "user3");
        Assert.That(await ReadUntilAsync(watching.StandardOutput, "Waiting for changes"), Does.Contain("Done: "));
        await File.AppendAllTextAsync(classroom.Settings, "  classroom:logLevel: loud\n");
        Assert.That(
            await ReadUntilAsync(watching.StandardOutput, "Waiting for changes"),
            Does.Contain("classroom:logLevel is 'loud'"),
            "a mistake does not end it"
        );
        watching.Kill();
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Has.Some.Contains("user3-greeting-workflow"));
    }

    [Test]
    public async Task Logs_are_followed_as_they_are_written()
    {
        using var following = classroom.Start("logs", "validate-fn", "--student", "user1", "--follow");
        await classroom.DoneAsync("run", "greeting-workflow", "-u", "user1");
        await ReadUntilAsync(following.StandardOutput, "platform.report");
        following.Kill();
    }

    [Test]
    public async Task Reset_begins_one_student_anew()
    {
        await classroom.DoneAsync("run", "greeting-workflow", "-u", "user1");
        await classroom.DoneAsync("run", "greeting-workflow", "-u", "user2");
        var others = await StatesAsync("user2");
        await classroom.DoneAsync("reset", "--student", "user1", "--yes");
        Assert.That(await StatesAsync("user2"), Is.EqualTo(others));
        Assert.That((await classroom.RunAsync("history", "greeting-workflow", "-u", "user1")).Err, Does.Contain("has not run yet"));
        Assert.That((await classroom.DoneAsync("history", "greeting-workflow", "-u", "user2", "--list")).Out, Does.Contain("SUCCEEDED"));
    }

    [Test]
    public async Task What_was_changed_behind_the_classs_back_is_told_and_mended()
    {
        var root = await classroom.RootAsync();
        await root.CallAsync("logs", "DeleteLogGroup", new { logGroupName = "/aws/lambda/user1-validate-fn" });
        await root.CallAsync("logs", "PutRetentionPolicy", new { logGroupName = "/aws/lambda/user2-validate-fn", retentionInDays = 365 });
        await root.CallAsync("events", "DisableRule", new { Name = "user1-order-created", EventBusName = "user1-orders" });
        await root.CallAsync("monitoring", "DisableAlarmActions", new { AlarmNames = new[] { "user1-greeting-workflow-failures" } });
        await root.RestAsync(
            "lambda",
            HttpMethod.Put,
            "/2017-10-31/functions/user2-notify-fn/concurrency",
            new { ReservedConcurrentExecutions = 0 }
        );
        await root.FormAsync(
            "iam",
            "PutRolePolicy",
            ("RoleName", "user1-greeting-functions"),
            ("PolicyName", "extra"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""")
        );
        await root.FormAsync(
            "iam",
            "PutRolePolicy",
            ("RoleName", "user2-greeting-functions"),
            ("PolicyName", "user2-greeting-functions"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""")
        );
        var status = await classroom.DoneAsync("status", "--drift");
        Assert.That(
            status.Out,
            Does.Contain("7 resources differ from what the program made:")
                .And.Contain("cloudwatch LogGroup user1-validate-fn-log no longer exists")
                .And.Contain("user2-validate-fn-log\n      retentionInDays: 7 -> 365")
                .And.Contain("EventRule user1-order-created\n      state: \"ENABLED\" -> \"DISABLED\"")
                .And.Contain("RolePolicy user2-greeting-functions\n      policy.Statement")
                .And.Contain("actionsEnabled: nothing -> \"disabled\"")
                .And.Contain("reservedConcurrentExecutions: nothing -> 0")
                .And.Contain("addedInlinePolicies: nothing -> [\"extra\"]")
        );
        Assert.That((await classroom.RunAsync("preview")).Code, Is.Zero, "the plan is against what was made");
        Assert.That(
            (await classroom.DoneAsync("up", "--yes", "--refresh")).Out,
            Does.Contain("7 resources were changed or deleted outside the program.")
        );
        Assert.That(
            (await classroom.DoneAsync("status", "--drift", "--json")).Json["students"]!
                .AsArray()
                .Select(row => ((JsonArray)row!["drift"]!).Count),
            Is.All.Zero
        );
    }

    [Test]
    public async Task What_students_have_built_themselves_is_named_and_goes_with_them()
    {
        var root = await classroom.RootAsync();
        const string Trust = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]}
            """;
        await root.FormAsync("iam", "CreateRole", ("RoleName", "user1-mine"), ("AssumeRolePolicyDocument", Trust));
        await root.FormAsync(
            "iam",
            "PutRolePolicy",
            ("RoleName", "user1-mine"),
            ("PolicyName", "own"),
            ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""")
        );
        var machine = new
        {
            name = "user1-own",
            roleArn = "arn:aws:iam::000000000000:role/user1-mine",
            definition = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""",
        };
        await root.CallAsync("states", "CreateStateMachine", machine);
        await root.CallAsync("logs", "CreateLogGroup", new { logGroupName = "/aws/lambda/user1-old" });
        await root.CallAsync("logs", "CreateLogGroup", new { logGroupName = "/aws/lambda/user11-old" });
        Assert.That((await classroom.DoneAsync("run", "own", "-u", "user1")).Out, Does.Contain("user1-own ·").And.Contain("SUCCEEDED"));
        Assert.That((await classroom.DoneAsync("graph", "own", "-u", "user1")).Out, Does.Contain("[\"A\"]"));
        var gone = await classroom.DoneAsync("destroy", "--yes", "--student", "user1");
        Assert.That(
            gone.Out,
            Does.Contain("also what students have built themselves: 1 workflow, 1 log group, 1 role")
                .And.Contain("user1-own, /aws/lambda/user1-old, user1-mine")
                .And.Contain("Nothing of user1 is left")
        );
        Assert.That(
            await Inventory.AllAsync(root),
            Has.None.Contains("user1-").And.Some.Contains("user2-").And.Some.Contains("/aws/lambda/user11-old")
        );
    }

    [Test]
    public async Task A_reset_keeps_the_access_if_it_is_asked_to()
    {
        classroom.Set($"{Rest}classroom:access: user\nclassroom:students: [user1, user2]");
        await classroom.DoneAsync("up", "--yes");
        var before = await KeyAsync();
        var kept = await classroom.DoneAsync("reset", "--student", "user1", "--keep-access", "--yes");
        Assert.That((kept.Out.Contains("--keep-access", StringComparison.Ordinal), await KeyAsync()), Is.EqualTo((false, before)));
        var changed = await classroom.DoneAsync("reset", "--student", "user1", "--yes");
        Assert.That(changed.Out, Does.Contain("Keys, password and the address of the API change; --keep-access keeps them."));
        Assert.That(await KeyAsync(), Is.Not.EqualTo(before));
    }

    async Task<string> KeyAsync() =>
        (string)(await classroom.DoneAsync("outputs", "--student", "user1", "--json")).Json["user1"]!["access_key_id"]!;

    [Test]
    public async Task What_the_cloud_has_already_is_not_taken_for_ours()
    {
        var root = await classroom.RootAsync();
        await root.CallAsync("logs", "CreateLogGroup", new { logGroupName = "/aws/lambda/user3-validate-fn" });
        await classroom.DoneAsync("roster", "add", "user3");
        var up = await classroom.RunAsync("up", "--yes");
        Assert.That(up.Code, Is.EqualTo(1));
        Assert.That(
            up.Out,
            Does.Contain("user3: cloudwatch LogGroup user3-validate-fn-log")
                .And.Contain("ResourceAlreadyExistsException")
                .And.Contain("this stack did not make it: delete it in the cloud, or choose another name here.")
        );
        await root.CallAsync("logs", "DeleteLogGroup", new { logGroupName = "/aws/lambda/user3-validate-fn" });
        await classroom.DoneAsync("up", "--yes");
    }

    static JsonNode[] Changes(Printed preview) => [.. ((JsonArray)preview.Json["changes"]!).OfType<JsonNode>()];

    static async Task<string> ReadUntilAsync(StreamReader output, string text)
    {
        var read = "";
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await output.ReadLineAsync(limit.Token) is { } line)
        {
            read += $"{line}\n";
            if (line.Contains(text, StringComparison.Ordinal))
                return read;
        }
        throw new AssertionException($"'{text}' was not printed, but:\n{read}");
    }

    /// <summary>Ids and times of a student's resources, as the state has them.</summary>
    async Task<List<string>> StatesAsync(string student)
    {
        await classroom.DoneAsync("cloud", "status");
        using var state = new Stacks.StackState(Path.Combine(classroom.Home, "stacks", "dev"), null);
        return
        [
            .. state
                .Resources.Where(resource => resource.Student == student)
                .Select(resource => $"{resource.Key} {resource.Id} {resource.Updated:O}"),
        ];
    }
}
