using System.Text;
using System.Text.RegularExpressions;
using Classroom.Cli.Snapshots;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cli.Tests.Snapshots;

/// <summary>The resources of one student come back, and everything else stays.</summary>
[Category("Long")]
sealed partial class StudentSnapshotTests
{
    const string Settings = """
        classroom:delayScale: 0
        classroom:transientErrorRate: 0
        classroom:labs: [pipeline, events, greeting]
        classroom:access: user
        classroom:students: [user1, user2]
        """;

    // What happened, what belongs to the class, and what is remembered for a short time.
    static readonly string[] NotResources =
    [
        "iam.masterkey",
        "iam.sessions",
        "iam.passwords",
        "iam.groups",
        "kernel.freezes",
        "logs.policies",
        "logs.queries",
        "logs.query_runs",
        "logs.streams",
        "metrics.names",
        "s3.buckets",
        "s3.objects",
        "s3.uploads",
        "sns.sent",
        "sns.signing",
        "sqs.messages",
        "sqs.move_tasks",
        "sqs.sent",
        "states.resumptions",
    ];

    Classroom classroom = null!;
    WireClient root = null!;

    [SetUp]
    public async Task NewClass()
    {
        classroom = Classroom.Of(Settings);
        await classroom.DoneAsync("up", "--yes");
        root = await classroom.RootAsync();
    }

    [TearDown]
    public async Task RemoveClass() => await classroom.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_resources_of_one_student_come_back_and_all_else_stays(bool isOfStudent)
    {
        await MakeQueueAsync("user1-kept");
        await classroom.DoneAsync(isOfStudent ? ["snapshot", "save", "mine", "--student", "user1"] : ["snapshot", "save", "mine"]);
        var own = await OwnAsync("user1");
        await root.RestAsync("lambda", HttpMethod.Delete, "/2015-03-31/functions/user1-validate-fn");
        await root.CallAsync("states", "DeleteStateMachine", new { stateMachineArn = Machine("user1-simple-workflow") });
        await MakeQueueAsync("user1-new");
        await MakeQueueAsync("user2-new");
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user2");
        await classroom.DoneAsync("run", "order-events-workflow", "--student", "user1", "--detach");
        var (others, runs) = (await OwnAsync("user2"), await RunsAsync());
        Assert.That(await OwnAsync("user1"), Is.Not.EqualTo(own));

        var restored = await classroom.DoneAsync("snapshot", "restore", "mine", "--student", "user1", "--yes");
        Assert.That(
            restored.Out,
            Does.Contain("The resources of user1 are as they were at").And.Contain("keys of the students are the same")
        );
        Assert.That(await OwnAsync("user1"), Is.EqualTo(own));
        Assert.That(await OwnAsync("user2"), Is.EqualTo(others));
        Assert.That(await RunsAsync(), Is.EqualTo(runs));
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
        await classroom.DoneAsync("run", "simple-workflow", "--student", "user1");
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
    }

    [Test]
    public async Task The_keys_and_the_state_of_a_student_who_was_made_again_come_back()
    {
        await classroom.DoneAsync("snapshot", "save", "before");
        var outputs = (await classroom.DoneAsync("outputs", "--json", "--show-secrets")).Json["user1"]!.ToJsonString();
        await classroom.DoneAsync("destroy", "--student", "user1", "--yes");
        var restored = await classroom.DoneAsync("snapshot", "restore", "before", "--student", "user1", "--yes");
        Assert.That(restored.Code, Is.Zero);
        Assert.That((await classroom.DoneAsync("outputs", "--json", "--show-secrets")).Json["user1"]!.ToJsonString(), Is.EqualTo(outputs));
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
        var key = (await classroom.DoneAsync("outputs", "--json", "--show-secrets")).Json["user1"]!;
        var student = new WireClient(root.Endpoint, (string)key["access_key_id"]!, (string)key["secret_access_key"]!);
        Assert.That((await student.FormAsync("sts", "GetCallerIdentity")).ToString(), Does.Contain("user/user1-student"));
    }

    [Test]
    public async Task A_snapshot_of_one_student_has_nothing_of_the_others_and_goes_into_its_own_cloud_only()
    {
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user2");
        await classroom.DoneAsync("snapshot", "save", "mine", "--student", "user1");
        var folder = Path.Combine(classroom.Home, "snapshots", "mine");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            Assert.That(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)), Does.Not.Contain("user2"), file);
        Assert.That(File.Exists(Path.Combine(folder, "cloud", "master-key")), Is.False);
        Assert.That(
            (await classroom.RunAsync("snapshot", "restore", "mine", "--student", "user2", "--yes")).Err,
            Does.Contain("does not have user2")
        );
        var archive = Path.Combine(classroom.Folder, "mine.snapshot");
        await classroom.DoneAsync("snapshot", "export", "mine", archive);

        await using var other = Classroom.Of(Settings);
        await other.DoneAsync("up", "--yes");
        await other.DoneAsync("snapshot", "import", "theirs", archive);
        var refused = await other.RunAsync("snapshot", "restore", "theirs", "--yes");
        Assert.That(refused.Code, Is.EqualTo(3));
        Assert.That(
            refused.Err,
            Does.StartWith("The snapshot 'theirs' is of another cloud, and one student can be restored only into the same")
        );
        Assert.That((await other.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
    }

    [Test]
    public void Every_table_of_the_cloud_is_of_students_or_known_to_be_of_nobody()
    {
        var tables = Directory
            .EnumerateFiles(Path.Combine(Classroom.Repository, "cloud"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Table().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToList();
        Assert.That(tables, Has.Count.GreaterThan(30));
        Assert.That(
            tables.Except([.. StudentRows.Tables, .. NotResources]),
            Is.Empty,
            "a table with resources of students belongs into cli/Snapshots/StudentRows.cs"
        );
        Assert.That(StudentRows.Tables.Except(tables), Is.Empty, "a table that is not there any more");
    }

    async Task<List<string>> OwnAsync(string student) =>
        [.. (await Inventory.AllAsync(root)).Where(item => item.Contains($"{student}-", StringComparison.Ordinal))];

    async Task MakeQueueAsync(string name) => await root.CallAsync("sqs", "CreateQueue", new { QueueName = name });

    async Task<string> RunsAsync() =>
        (await classroom.DoneAsync("cloud", "query", "select machine, name from executions order by name", "--json")).Out;

    static string Machine(string name) => $"arn:aws:states:us-east-1:000000000000:stateMachine:{name}";

    // The names of tables of records have a dot, those of archives do not.
    [GeneratedRegex(@"new\(database, ""([a-z0-9_]+\.[a-z0-9_]+)""")]
    private static partial Regex Table();
}
