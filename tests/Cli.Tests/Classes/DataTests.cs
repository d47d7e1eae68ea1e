using System.Text.RegularExpressions;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cli.Tests.Classes;

/// <summary>What becomes of a class whose cloud is stopped, loses its data, or has data that are damaged.</summary>
sealed partial class DataTests
{
    const string Group = "/aws/lambda/user1-validate-fn";

    Classroom classroom = null!;

    [SetUp]
    public void NewClassroom() => classroom = Classroom.OfStudents("user1");

    [TearDown]
    public async Task RemoveClassroom() => await classroom.DisposeAsync();

    [Test]
    public async Task A_class_that_has_worked_is_there_after_a_stop_and_a_start()
    {
        await classroom.DoneAsync("up", "--yes");
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
        await classroom.DoneAsync("cloud", "stop");
        await classroom.DoneAsync("cloud", "start");
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
        Assert.That((await classroom.DoneAsync("history", "greeting-workflow", "--student", "user1")).Out, Does.Contain("SUCCEEDED"));
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
    }

    [Test]
    public async Task A_cloud_without_its_data_is_noticed_and_up_makes_the_class_again()
    {
        var first = await classroom.DoneAsync("up", "--yes", "--json");
        var there = await Inventory.AllAsync(await classroom.RootAsync());
        await classroom.DoneAsync("cloud", "stop");
        Directory.Delete(Path.Combine(classroom.Home, "cloud"), recursive: true);
        await classroom.DoneAsync("cloud", "start");
        foreach (
            var command in (string[][])
                [
                    ["status"],
                    ["outputs"],
                ]
        )
        {
            var told = await classroom.RunAsync(command);
            Assert.That(
                (told.Code, told.Err),
                Is.EqualTo(
                    (
                        1,
                        "Stack dev: the embedded cloud is not the cloud in which this stack was made: its data was removed or "
                            + "replaced. `./classroom up` makes the class again.\n"
                    )
                )
            );
        }
        var again = await classroom.DoneAsync("up", "--yes");
        Assert.That(
            again.Out,
            Does.Contain($"All {(int)first.Json["done"]!} resources are made again.")
                .And.Contain($"Done: {(int)first.Json["done"]!} created")
        );
        Assert.That(await Inventory.AllAsync(await classroom.RootAsync()), Is.EqualTo(there));
    }

    [Test]
    public async Task Damaged_data_are_told_of_and_repaired()
    {
        await classroom.DoneAsync("up", "--yes");
        await classroom.DoneAsync("cloud", "stop");
        var file = Path.Combine(classroom.Home, "cloud", "cloud.db");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        var refused = await classroom.RunAsync("cloud", "start");
        Assert.That(
            (refused.Code, refused.Err),
            Is.EqualTo(
                (
                    3,
                    $"The embedded cloud did not start: The data in {Path.GetDirectoryName(file)} is damaged: {file} has changed "
                        + $"since it was closed. Run `./classroom cloud repair` to save what can be read, or name another folder.\n"
                )
            )
        );
        Assert.That(
            (await classroom.DoneAsync("cloud", "repair")).Out,
            Does.StartWith("The damaged file is kept: ").And.Contain("`./classroom cloud start` starts the cloud")
        );
        await classroom.DoneAsync("cloud", "start");
        await classroom.DoneAsync("up", "--yes", "--refresh");
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
    }

    [Test]
    public async Task What_was_there_before_is_left_alone_though_a_killed_command_wanted_its_name()
    {
        await classroom.DoneAsync("cloud", "start");
        var root = await classroom.RootAsync();
        await root.CallAsync("logs", "CreateLogGroup", new { logGroupName = Group });
        await root.CallAsync("logs", "CreateLogStream", new { logGroupName = Group, logStreamName = "by-hand" });
        await FaultAsync(
            root,
            HttpMethod.Post,
            """{"kind":"slow","service":"logs","operation":"CreateLogGroup","share":1,"delaySeconds":60}"""
        );
        using (var up = classroom.Start("up", "--yes"))
        {
            while (!IsPending())
                await Task.Delay(20);
            up.Kill();
            await up.WaitForExitAsync();
        }
        await FaultAsync(root, HttpMethod.Delete, "");
        var again = await classroom.RunAsync("up", "--yes");
        Assert.That(
            again.Out,
            Does.Contain("LogGroup user1-validate-fn-log existed before this stack tried to make it; it is left as it is.")
        );
        Assert.That(again.Code, Is.EqualTo(1), "it is still in the way");
        Assert.That(
            (await root.CallAsync("logs", "DescribeLogStreams", new { logGroupName = Group })).ToJsonString(),
            Does.Contain("by-hand")
        );
    }

    [Test]
    public async Task A_bucket_that_a_killed_command_made_without_its_tags_yet_is_made_again()
    {
        await classroom.DoneAsync("cloud", "start");
        var root = await classroom.RootAsync();
        await FaultAsync(
            root,
            HttpMethod.Post,
            """{"kind":"slow","service":"s3","operation":"PutBucketTagging","share":1,"delaySeconds":60}"""
        );
        using (var up = classroom.Start("up", "--yes"))
        {
            while (!(await Inventory.AllAsync(root)).Any(there => there.StartsWith("ListBuckets: ", StringComparison.Ordinal)))
                await Task.Delay(20);
            up.Kill();
            await up.WaitForExitAsync();
        }
        await FaultAsync(root, HttpMethod.Delete, "");
        Assert.That((await classroom.DoneAsync("up", "--yes")).Out, Does.Not.Contain("existed before"));
    }

    [Test]
    public async Task Every_question_of_the_documents_is_answered()
    {
        await classroom.DoneAsync("up", "--yes");
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
        var questions = Questions()
            .Matches(await File.ReadAllTextAsync(Path.Combine(Classroom.Repository, "docs", "cloud.md")))
            .Select(match => match.Groups[1].Value)
            .ToList();
        Assert.That(questions, Has.Count.EqualTo(5));
        foreach (var question in questions)
            await classroom.DoneAsync("cloud", "query", question);
        foreach (var view in (string[])["executions", "history", "log_events", "functions", "calls"])
            Assert.That(
                (await classroom.DoneAsync("cloud", "query", $"select count(*) as count from {view}", "--json")).Json[
                    "count"
                ]!.GetValue<string>(),
                Is.Not.EqualTo("0"),
                view
            );
        var mistake = await classroom.RunAsync("cloud", "query", "drop table rows");
        Assert.That(
            (mistake.Code, mistake.Err),
            Is.EqualTo(
                (
                    3,
                    "the data cannot be changed: only SELECT is allowed. The views are calls, executions, "
                        + "functions, history, log_events, messages; `./classroom cloud query` lists their columns.\n"
                )
            )
        );
    }

    [Test]
    public async Task A_cloud_that_stands_still_is_told_of_and_can_be_stopped()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("there is no SIGSTOP on Windows");
        await classroom.DoneAsync("cloud", "start");
        var process = (int)(await classroom.DoneAsync("cloud", "status", "--json")).Json["process"]!;
        System.Diagnostics.Process.Start("kill", ["-STOP", $"{process}"]).WaitForExit();
        var status = await classroom.RunAsync("status");
        Assert.That(status.Code, Is.EqualTo(1));
        Assert.That(status.Err, Does.StartWith($"The embedded cloud (process {process}, ").And.Contain("has not answered for 5 seconds"));
        System.Diagnostics.Process.Start("kill", ["-CONT", $"{process}"]).WaitForExit();
    }

    bool IsPending()
    {
        using var state = new Stacks.StackState(Path.Combine(classroom.Home, "stacks", "dev"), null);
        return state.Resources.Any(resource => resource.IsPending && resource.Text("name") == Group);
    }

    static Task<Answer> FaultAsync(WireClient root, HttpMethod method, string body)
    {
        var request = new HttpRequestMessage(method, $"{root.Endpoint}/_classroom/faults");
        if (body.Length > 0)
            request.Content = new StringContent(body);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("test:test"u8));
        return WireClient.SendAsync(request);
    }

    [GeneratedRegex("^\\./classroom cloud query \"(.+)\"$", RegexOptions.Multiline)]
    private static partial Regex Questions();
}
