using System.Text.Json.Nodes;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Logs;

namespace Classroom.Services.Tests.Logs;

sealed class InsightsTests : LogTest
{
    [Test]
    public async Task StartQuery_runs_a_query_and_GetQueryResults_shows_what_it_found()
    {
        await GivenStreamAsync();
        await PutAsync("one", """{"level":"INFO"}""", """{"level":"ERROR"}""", """{"level":"ERROR"}""");
        var results = await RunAsync("stats count(*) as n by level | sort n desc");
        Assert.That(
            results["results"]!.ToJsonString(),
            Is.EqualTo(
                """[[{"field":"level","value":"ERROR"},{"field":"n","value":"2"}],[{"field":"level","value":"INFO"},{"field":"n","value":"1"}]]"""
            )
        );
        Assert.That((string?)results["queryLanguage"], Is.EqualTo("CWLI"));
        Assert.That(
            ((double)results["statistics"]!["recordsScanned"]!, (double)results["statistics"]!["recordsMatched"]!),
            Is.EqualTo((3, 3))
        );
    }

    [Test]
    public async Task A_query_reads_from_the_first_second_to_the_last_and_has_a_limit()
    {
        await GivenStreamAsync();
        await PutAsync("one", "a", "b", "c", "d");
        Assert.That(Messages(await RunAsync("fields @message", from: 1, to: 2)), Is.EqualTo(new[] { "c", "b" }));
        Assert.That(Messages(await RunAsync("fields @message", limit: 1)), Is.EqualTo(new[] { "d" }));
    }

    [Test]
    public async Task GetLogRecord_shows_all_fields_of_an_event_that_a_query_has_found()
    {
        await GivenStreamAsync();
        await PutAsync("one", """{"a":{"b":1}}""", "other");
        var found = await RunAsync("filter a.b = 1");
        var pointer = found["results"]![0]!.AsArray().Single(field => (string?)field!["field"] == "@ptr")!["value"];
        var record = (await CallAsync<GetLogRecord>(new { logRecordPointer = (string?)pointer }))["logRecord"]!;
        Assert.That(((string?)record["a.b"], (string?)record["@logStream"]), Is.EqualTo(("1", "one")));
        Assert.That((string?)record["@log"], Is.EqualTo($"{Account}:{Group}"));
        await RefusedAsync<GetLogRecord>(Invalid, new { logRecordPointer = "made up" });
    }

    [Test]
    public async Task DescribeQueries_lists_queries_the_newest_first_and_StopQuery_refuses_those_that_have_ended()
    {
        await GivenStreamAsync();
        await RunAsync("limit 1");
        Cloud.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync("limit 2");
        var queries = await CallAsync<DescribeQueries>(new { logGroupName = Group, status = "Complete" });
        Assert.That(
            queries.Each("queries/*/queryString").Select(text => text!.Split(" | ")[^1]),
            Is.EqualTo(new[] { "limit 2", "limit 1" })
        );
        Assert.That(queries.At("queries/0/queryString"), Does.Match($"^SOURCE \"{Group}\" START=[0-9]+000 END=[0-9]+999 "));
        Assert.That((await CallAsync<DescribeQueries>(new { logGroupName = "/other" })).Each("queries/*/queryString"), Is.Empty);
        await RefusedAsync<DescribeQueries>(Invalid, new { nextToken = "made up" });
        await RefusedAsync<StopQuery>(Invalid, new { queryId = (string?)queries["queries"]![0]!["queryId"] });
        await RefusedAsync<StopQuery>(NotThere, new { queryId = "no-such-query" });
        await RefusedAsync<GetQueryResults>(NotThere, new { queryId = "no-such-query" });
    }

    [Test]
    public async Task A_query_waits_for_the_students_turn_and_can_be_stopped()
    {
        await GivenStreamAsync();
        var student = await UserAsync("user1-student", Allow("logs:*"));
        using var busy = new ManualResetEventSlim();
        for (var thread = 0; thread < Environment.ProcessorCount + 1; thread++)
            Cloud.Get<FairScheduler>().Post(new("user1"), busy.Wait);
        var id = (string)(await CallAsync<StartQuery>(Query("limit 1"), student))["queryId"]!;
        Assert.That(await StatusAsync(id), Is.EqualTo("Running"));
        Assert.That((bool)(await CallAsync<StopQuery>(new { queryId = id }))["success"]!, Is.True);
        busy.Set();
        Assert.That(await StatusAsync(id), Is.EqualTo("Cancelled"));
    }

    [Test]
    public async Task StartQuery_refuses_what_is_no_query_and_groups_that_are_not_there()
    {
        await GivenStreamAsync();
        var refused = await RefusedAsync<StartQuery>("MalformedQueryException", Query("nosuch"));
        Assert.That(refused.Message, Does.StartWith("The query is not valid: one of the commands fields, display, "));
        await RefusedAsync<StartQuery>(NotThere, Query("limit 1", group: "/no/such"));
        await RefusedAsync<StartQuery>(Invalid, Query("limit 1", from: 10, to: 5));
        await RefusedAsync<StartQuery>(Invalid, Query("limit 1", limit: 10_001));
        await RefusedAsync<StartQuery>(
            Invalid,
            new
            {
                queryString = "limit 1",
                startTime = 0,
                endTime = 1,
            }
        );
    }

    object Query(string text, string group = Group, int from = 0, int to = 60, int? limit = null) =>
        new
        {
            queryString = text,
            logGroupNames = new[] { group },
            startTime = Now.ToUnixTimeSeconds() + from,
            endTime = Now.ToUnixTimeSeconds() + to,
            limit,
        };

    async Task<string?> StatusAsync(string id) => (string?)(await CallAsync<GetQueryResults>(new { queryId = id }))["status"];

    async Task<JsonNode> RunAsync(string text, int from = 0, int to = 60, int? limit = null)
    {
        var id = (string)(await CallAsync<StartQuery>(Query(text, from: from, to: to, limit: limit)))["queryId"]!;
        while (true)
        {
            var results = await CallAsync<GetQueryResults>(new { queryId = id });
            if ((string?)results["status"] != "Running")
            {
                Assert.That((string?)results["status"], Is.EqualTo("Complete"));
                return results;
            }
            await Task.Yield();
        }
    }

    static IEnumerable<string?> Messages(JsonNode results) =>
        results["results"]!
            .AsArray()
            .Select(row => (string?)row!.AsArray().Single(field => (string?)field!["field"] == "@message")!["value"]);
}
