using System.Text.Json.Nodes;
using Classroom.Cli.Handouts;

namespace Classroom.Cli.Tests.Guides;

/// <summary>
/// In mode hands-on, a student who enters the commands of the guides builds the labs within the fence, and the checks of the provisioned
/// labs give full marks.
/// </summary>
sealed class HandsOnTests
{
    static readonly string[] Labs = ["greeting", "inventory", "orders"];

    GuideClass? students;

    [OneTimeSetUp]
    public async Task NewClass() =>
        students = await GuideClass.BringUpAsync(
            """[user1, {"username": "user2", "paymentFailureRate": 0.3, "outOfStockRate": 0.15, "transientErrorRate": 0.3}, user3]""",
            "hands-on",
            $"[{string.Join(", ", Labs)}]"
        );

    [OneTimeTearDown]
    public async Task RemoveClass()
    {
        if (students is not null)
            await students.DisposeAsync();
    }

    [Test]
    public async Task The_fence_alone_gets_no_points_for_the_labs()
    {
        var grade = await CheckAsync("user3");
        foreach (var lab in Labs)
            Assert.That(
                ChecksOf(grade, lab).Where(check => (string)check["outcome"]! is "passed" or "failed").Select(check => $"{check}"),
                Is.Empty,
                "what is not built yet is open, not wrong"
            );
    }

    [TestCaseSource(nameof(Labs))]
    public async Task A_student_who_enters_the_commands_of_the_guide_builds_a_lab_that_works_as_its_guide_shows(string lab)
    {
        await EnterAsync("user1", [.. ToBuild("user1", lab), .. ToRun("user1", lab)]);
        await AllMarksAsync("user1", lab);
    }

    [TestCaseSource(nameof(Labs))]
    public async Task A_lab_that_a_student_has_built_shows_what_its_exercises_teach(string lab)
    {
        await EnterAsync("user2", [.. ToBuild("user2", lab)]);
        await AllMarksAsync("user2", lab);
    }

    [Test]
    public async Task A_hand_out_has_the_steps_to_build_the_labs_and_no_placeholder()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(students!.Classroom.Folder, "handouts", "user1", "handout.md"));
        Assert.That(Guide.PlaceholdersIn(page), Is.Empty);
        Assert.That(
            page,
            Does.Contain("# Build the lab greeting")
                .And.Contain("# Build the lab orders")
                .And.Contain("function:user1-validate-fn")
                .And.Not.Contain("Each lab is already set up")
        );
    }

    [Test]
    public async Task A_student_reaches_no_neighbour_with_what_the_fence_opens()
    {
        const string Iam = "arn:aws:iam::000000000000";
        const string Topic = "arn:aws:sns:us-east-1:000000000000";
        const string Bucket = "classroom-artifacts-000000000000-us-east-1";
        const string Alarm =
            "aws cloudwatch put-metric-alarm --alarm-name user1-loud --namespace AWS/States --metric-name ExecutionsFailed --statistic Sum "
            + "--period 60 --evaluation-periods 1 --threshold 0 --comparison-operator GreaterThanThreshold";
        const string Policy = """'{"Version":"2012-10-17","Statement":[]}'""";
        const string Definition = """'{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}'""";
        string[] attempts =
        [
            "aws sns create-topic --name user3-greetings",
            $"{Alarm} --alarm-actions {Topic}:user3-greetings",
            $"{Alarm} --ok-actions {Topic}:user1-greetings",
            "aws cloudwatch delete-alarms --alarm-names user3-greeting-workflow-failures",
            "aws logs put-retention-policy --log-group-name /aws/lambda/user3-validate-fn --retention-in-days 1",
            $"aws logs put-resource-policy --policy-name more --policy-document {Policy}",
            $"aws stepfunctions create-state-machine --name user1-borrowed --definition {Definition} "
                + $"--role-arn {Iam}:role/user3-greeting-workflows",
            "aws lambda create-function --function-name user1-borrowed --runtime dotnet10 --handler A::A::A "
                + $"--code S3Bucket={Bucket},S3Key=functions.zip --role {Iam}:role/user1-greeting-workflows",
            "aws iam delete-role --role-name user1-greeting-workflows",
            $"aws iam put-role-policy --role-name user3-greeting-workflows --policy-name more --policy-document {Policy}",
            $"aws iam detach-role-policy --role-name user1-greeting-workflows --policy-arn {Iam}:policy/classroom-log-access",
            $"aws s3api put-object --bucket {Bucket} --key functions.zip --body /etc/hostname",
        ];
        var results = await students!.EnterAsync("user1", [.. attempts.Select((line, index) => new Block(index, line, [], null))]);
        Assert.Multiple(() =>
        {
            foreach (var result in results)
                Assert.That(
                    result.Failed && result.Printed.Contains("is not authorized to perform", StringComparison.Ordinal),
                    Is.True,
                    $"{result}"
                );
        });
    }

    /// <summary>With the exercises that the guide left out, done with the keys of the student.</summary>
    async Task AllMarksAsync(string student, string lab)
    {
        var checks = ChecksOf(await CheckAsync(student, "--run", "--lab", lab), lab).ToList();
        Assert.That(checks.Where(check => (string)check["outcome"]! is not ("passed" or "notasked")).Select(check => $"{check}"), Is.Empty);
        Assert.That(checks.Count(check => (string)check["outcome"]! == "passed"), Is.GreaterThan(25));
    }

    async Task<JsonNode> CheckAsync(string student, params string[] more) =>
        (await students!.Classroom.RunAsync(["check", "--student", student, "--json", .. more])).Json;

    static IEnumerable<JsonObject> ChecksOf(JsonNode grades, string lab) =>
        ((JsonArray)grades["students"]![0]!["checks"]!)
            .OfType<JsonObject>()
            .Where(check => ((string)check["check"]!).StartsWith($"{lab}/"));

    async Task EnterAsync(string student, List<Block> blocks)
    {
        var results = await students!.EnterAsync(student, blocks);
        Assert.Multiple(() =>
        {
            foreach (var result in results)
            {
                Assert.That(result.Failed, Is.EqualTo(result.Block.Words.Contains("fails")), $"{result}");
                if (result.Block.Shown is { } shown)
                    Assert.That(Block.Matches(shown, result.Printed), Is.True, $"{result}\nshown:\n{shown}");
            }
        });
    }

    IEnumerable<Block> ToBuild(string student, string lab) =>
        [
            .. In(Guide.ToBuild(new(Classroom.Repository)), student).Where(block => block.Words.Contains("helper")),
            .. In(Guide.ToBuild(new(Classroom.Repository), lab), student),
        ];

    IEnumerable<Block> ToRun(string student, string lab) =>
        [
            .. In(Guide.Beginning(new(Classroom.Repository)), student).Where(block => block.Words.Contains("helper")),
            .. In(Guide.OfLab(new(Classroom.Repository), lab), student),
        ];

    IEnumerable<Block> In(Guide guide, string student) => Block.In(students!.Fill(guide, student));
}
