using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>Functions that go wrong: each ends with AWS's error, and hurts no other.</summary>
sealed class WorkerTests : CloudFixture
{
    const string Code = """
        import os, sys, time
        count = 0
        def good(event, context):
            global count
            count += 1
            return {'count': count, 'own': os.environ.get('OWN'), 'name': context.function_name, 'left': context.get_remaining_time_in_millis() > 0}
        def slow(event, context):
            time.sleep(30)
        def endless(event, context):
            while True: pass
        def exits(event, context):
            sys.exit(3) if event.get('soft') else os._exit(3)
        def hungry(event, context):
            held = []
            while True: held.append(bytearray(16 * 1024 * 1024))
        def raises(event, context):
            raise ValueError('wrong: ' + event['what'])
        """;

    [OneTimeSetUp]
    public async Task Deploy()
    {
        AwsCli.Require("python3", "Python 3");
        var role = await RoleAsync("function", "lambda.amazonaws.com", Allow("logs:*", "*"));
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("index.py").Open();
            entry.Write(Encoding.UTF8.GetBytes(Code));
        }
        foreach (var name in (string[])["good", "other", "slow", "endless", "exits", "hungry", "raises", "missing"])
        {
            var made = await Root.RestAsync("lambda", HttpMethod.Post, "/2015-03-31/functions", new
            {
                FunctionName = name, Runtime = "python3.12", Role = role, Handler = $"index.{(name == "other" ? "good" : name)}", Timeout = 2, MemorySize = 128,
                Code = new { ZipFile = Convert.ToBase64String(zip.ToArray()) }, Environment = new { Variables = new { OWN = name } },
            });
            Assert.That(made.Status, Is.EqualTo(201), made.Body);
        }
    }

    [TearDown]
    public async Task Others_go_on() => Assert.That((await InvokeAsync("good")).Json["own"]!.ToString(), Is.EqualTo("good"));

    [TestCase("slow")]
    [TestCase("endless")]
    public async Task What_takes_too_long_is_ended(string name)
    {
        var answer = await InvokeAsync(name);
        Assert.That(answer.Response.Headers.GetValues("X-Amz-Function-Error").Single(), Is.EqualTo("Unhandled"));
        Assert.That((string?)answer.Json["errorMessage"], Does.EndWith("Task timed out after 2.00 seconds"));
    }

    [Test]
    public async Task What_ends_its_process_is_told_of()
    {
        var answer = await InvokeAsync("exits");
        Assert.That((string?)answer.Json["errorType"], Is.EqualTo("Runtime.ExitError"));
        Assert.That((string?)answer.Json["errorMessage"], Does.EndWith("Error: Runtime exited with error: exit status 3"));
    }

    [Test]
    public async Task What_takes_too_much_memory_is_killed()
    {
        var answer = await InvokeAsync("hungry");
        Assert.That((string?)answer.Json["errorMessage"], Does.Contain("signal: killed").Or.Contain("timed out"), "killed for its memory, or for its time where the machine is slow");
    }

    [Test]
    public async Task What_it_raises_is_its_error()
    {
        var answer = await InvokeAsync("raises", new { what = "input" });
        Assert.That(((string?)answer.Json["errorType"], (string?)answer.Json["errorMessage"]), Is.EqualTo(("ValueError", "wrong: input")));
        Assert.That(answer.Json["stackTrace"], Is.InstanceOf<JsonArray>());
    }

    [Test]
    public async Task A_handler_that_is_not_there()
    {
        var answer = await InvokeAsync("missing");
        Assert.That((string?)answer.Json["errorType"], Is.EqualTo("Runtime.HandlerNotFound"), answer.Body);
    }

    [Test]
    public async Task Globals_and_environment_are_a_functions_own()
    {
        var first = (int)(await InvokeAsync("other")).Json["count"]!;
        var second = await InvokeAsync("other");
        Assert.That(((int)second.Json["count"]!, (string?)second.Json["own"], (string?)second.Json["name"]), Is.EqualTo((first + 1, "other", "other")), "warm, and with nothing of the other function of the same code");
    }

    Task<Answer> InvokeAsync(string name, object? input = null) => Root.RestAsync("lambda", HttpMethod.Post, $"/2015-03-31/functions/{name}/invocations", input ?? new { });
}
