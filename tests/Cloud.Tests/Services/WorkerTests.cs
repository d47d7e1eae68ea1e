using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>Functions that go wrong: each ends with AWS's error, and hurts no other.</summary>
sealed class WorkerTests : CloudFixture
{
    const string Code = """
        import decimal, logging, os, sys, time
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
            while True: held.append(bytearray(b'x' * (16 * 1024 * 1024)))
        def raises(event, context):
            raise ValueError('wrong: ' + event['what'])
        def ends(event, context):
            sys.exit(0)
        def logs(event, context):
            print('printed')
            logging.getLogger().warning('two\nlines')
            return context.aws_request_id
        def returns(event, context):
            return {'bytes': b'{"raw": [1]}', 'decimal': {'n': decimal.Decimal('1.5'), 'm': decimal.Decimal('2')}, 'set': {1}}[event['what']]
        """;

    [OneTimeSetUp]
    public async Task Deploy()
    {
        AwsCli.Require("python3", "Python 3");
        var role = await RoleAsync("function", "lambda.amazonaws.com", Allow("logs:*", "*"));
        var package = FunctionPackages.Of("index.py", Code);
        foreach (
            var name in (string[])["good", "other", "slow", "endless", "exits", "hungry", "raises", "returns", "ends", "logs", "missing"]
        )
            await Root.DeployAsync(
                name,
                "python3.12",
                $"index.{(name == "other" ? "good" : name)}",
                role,
                package,
                new Dictionary<string, string> { ["OWN"] = name },
                // Its memory is to end this one, also where the machine is slow.
                timeout: name == "hungry" ? 60 : 2
            );
    }

    [TearDown]
    public async Task Others_go_on() => Assert.That((await InvokeAsync("good")).Json["own"]!.ToString(), Is.EqualTo("good"));

    [TestCase("bytes", """{"raw":[1]}""")]
    [TestCase("decimal", """{"n":1.5,"m":2}""")]
    public async Task A_Python_function_may_return_bytes_and_decimal_numbers(string what, string expected) =>
        Assert.That((await InvokeAsync("returns", new { what })).Json.ToJsonString(), Is.EqualTo(expected));

    [Test]
    public async Task A_process_that_ends_without_a_status_gives_no_reason() =>
        Assert.That(
            (string?)(await InvokeAsync("ends")).Json["errorMessage"],
            Does.Match("^RequestId: [0-9a-f-]{36} Error: Runtime exited without providing a reason$")
        );

    [Test]
    public async Task A_Python_function_logs_as_the_runtime_of_AWS_does()
    {
        var answer = await InvokeAsync("logs");
        var id = answer.Body.Trim('"');
        Assert.That(answer.Response.Headers.GetValues("x-amzn-RequestId"), Is.EqualTo(new[] { id }), "the id of the request");
        Assert.That(
            await LinesAsync("logs", id),
            Does.Match(
                $"^START RequestId: {id} Version: \\$LATEST\nprinted\n\\[WARNING\\]\t[0-9T:.-]{{23}}Z\t{id}\ttwo\nlines\n"
                    + $"END RequestId: {id}\nREPORT RequestId: {id}\t"
            )
        );
    }

    [Test]
    public async Task An_error_of_a_Python_function_is_one_event()
    {
        await InvokeAsync("raises", new { what = "one event" });
        var events = await Root.CallAsync(
            "logs",
            "FilterLogEvents",
            new { logGroupName = "/aws/lambda/raises", filterPattern = "\"one event\"" }
        );
        Assert.That(
            (string?)events["events"]![0]!["message"],
            Does.Match("^\\[ERROR\\] ValueError: wrong: one event\nTraceback \\(most recent call last\\):\n\u00a0\u00a0File \"")
        );
    }

    async Task<string> LinesAsync(string function, string id)
    {
        var events = await Root.CallAsync("logs", "FilterLogEvents", new { logGroupName = $"/aws/lambda/{function}" });
        var lines = string.Concat(((JsonArray)events["events"]!).Select(found => (string?)found!["message"]));
        return lines[lines.IndexOf($"START RequestId: {id}", StringComparison.Ordinal)..];
    }

    [Test]
    public async Task What_a_Python_function_returns_must_be_JSON_otherwise()
    {
        var json = (await InvokeAsync("returns", new { what = "set" })).Json;
        Assert.That(
            ((string?)json["errorType"], (string?)json["errorMessage"]),
            Is.EqualTo(("Runtime.MarshalError", "Unable to marshal response: Object of type set is not JSON serializable"))
        );
    }

    [Test]
    public async Task Node_functions_answer_and_fail_as_others_do()
    {
        AwsCli.Require("node", "Node.js");
        const string Script = """
            let count = 0;
            exports.handler = async (event, context) => {
              if (event.wrong) throw new TypeError('wrong: ' + event.wrong);
              console.log('got', event.name);
              return { greeting: `Hello ${event.name}`, own: process.env.OWN, count: ++count, name: context.functionName };
            };
            """;
        var role = await RoleAsync("node", "lambda.amazonaws.com", Allow("logs:*", "*"));
        await Root.DeployAsync(
            "node-fn",
            "nodejs20.x",
            "index.handler",
            role,
            FunctionPackages.Of("index.js", Script),
            new Dictionary<string, string> { ["OWN"] = "node-fn" },
            timeout: 10
        );
        var answer = await InvokeAsync("node-fn", new { name = "Ann" });
        Assert.That(answer.Body, Is.EqualTo("""{"greeting":"Hello Ann","own":"node-fn","count":1,"name":"node-fn"}"""));
        Assert.That((int)(await InvokeAsync("node-fn", new { name = "Ben" })).Json["count"]!, Is.EqualTo(2), "the process is used again");
        var id = answer.Response.Headers.GetValues("x-amzn-RequestId").Single();
        Assert.That(await LinesAsync("node-fn", id), Does.Match($"^START [^\n]+\n[0-9T:.-]{{23}}Z\t{id}\tINFO\tgot Ann\nEND "));
        var failed = await InvokeAsync("node-fn", new { wrong = "x" });
        Assert.That(((string?)failed.Json["errorType"], (string?)failed.Json["errorMessage"]), Is.EqualTo(("TypeError", "wrong: x")));
        await UntilAsync(
            async () =>
                (await Root.JsonAsync("logs", "FilterLogEvents", new { logGroupName = "/aws/lambda/node-fn", filterPattern = "got" })).Body,
            body => body.Contains("got Ann", StringComparison.Ordinal),
            "The line in the log"
        );
    }

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
        Assert.That((string?)answer.Json["errorMessage"], Does.Contain("signal: killed"));
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
        Assert.That(
            ((int)second.Json["count"]!, (string?)second.Json["own"], (string?)second.Json["name"]),
            Is.EqualTo((first + 1, "other", "other")),
            "warm, and with nothing of the other function of the same code"
        );
    }

    Task<Answer> InvokeAsync(string name, object? input = null) =>
        Root.RestAsync("lambda", HttpMethod.Post, $"/2015-03-31/functions/{name}/invocations", input ?? new { });
}
