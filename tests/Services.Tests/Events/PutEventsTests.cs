using System.Text.Json.Nodes;
using Classroom.Cloud.Events;

namespace Classroom.Services.Tests.Events;

sealed class PutEventsTests : EventTest
{
    const string Invalid = "ValidationException";

    [Test]
    public async Task PutEvents_brings_an_event_to_the_targets_of_the_rules_that_match()
    {
        await GivenRuleAsync("""{"source":["class"],"detail":{"price":[{"numeric":[">",10]}]}}""");
        var put = await CallAsync<PutEvents>(
            new
            {
                Entries = new[]
                {
                    Entry("class", """{"price":5}"""),
                    Entry("other", """{"price":20}"""),
                    Entry("class", """{"price":20}"""),
                },
            }
        );
        Assert.That(put.At("FailedEntryCount"), Is.EqualTo("0"));
        var brought = JsonNode.Parse(await NextMessageAsync())!;
        Assert.That(
            (brought.At("id"), brought.At("source"), brought.At("detail-type"), brought.At("detail/price"), brought.At("account")),
            Is.EqualTo((put.At("Entries/2/EventId"), "class", "Order", "20", Account))
        );
    }

    [Test]
    public async Task PutEvents_names_the_entries_that_are_wrong()
    {
        var put = await CallAsync<PutEvents>(
            new { Entries = new[] { Entry("", "{}"), Entry("aws.s3", "{}"), Entry("class", "no json"), Entry("class", "{}") } }
        );
        Assert.That(put.At("FailedEntryCount"), Is.EqualTo("3"));
        Assert.That(
            put.Each("Entries/*/ErrorCode"),
            Is.EqualTo(new[] { "InvalidArgument", "NotAuthorizedForSourceException", "MalformedDetail", null })
        );
    }

    [Test]
    public async Task PutEvents_refuses_none_more_than_10_and_more_than_a_megabyte()
    {
        await RefusedAsync<PutEvents>(Invalid, new { Entries = Array.Empty<object>() });
        await RefusedAsync<PutEvents>(Invalid, new { Entries = Enumerable.Repeat(Entry("class", "{}"), 11).ToArray() });
        await RefusedAsync<PutEvents>(Invalid, new { Entries = new[] { Entry("class", $$"""{"x":"{{new string('x', 1_048_576)}}"}""") } });
    }

    [Test]
    public async Task PutEvents_on_a_bus_needs_permission_for_it()
    {
        var user = await UserAsync("ann", Allow("events:PutEvents", $"arn:aws:events:{Region}:{Account}:event-bus/ann-*"));
        await RefusedAsync<PutEvents>("AccessDeniedException", new { Entries = new[] { Entry("class", "{}") } }, user);
    }

    [TestCase("class", "true")]
    [TestCase("other", "false")]
    public async Task TestEventPattern_tells_whether_an_event_matches(string source, string matches)
    {
        var tested = await CallAsync<TestEventPattern>(new { EventPattern = """{"source":["class"]}""", Event = Whole(source) });
        Assert.That(tested.At("Result"), Is.EqualTo(matches));
    }

    [Test]
    public async Task TestEventPattern_refuses_a_pattern_that_is_none_and_an_event_without_its_members()
    {
        await RefusedAsync<TestEventPattern>("InvalidEventPatternException", new { EventPattern = "{", Event = Whole("class") });
        await RefusedAsync<TestEventPattern>(Invalid, new { EventPattern = """{"source":["class"]}""", Event = """{"source":"class"}""" });
    }

    async Task GivenRuleAsync(string pattern)
    {
        await GivenQueueAsync();
        await CallAsync<PutRule>(new { Name = "all", EventPattern = pattern });
        await CallAsync<PutTargets>(
            new { Rule = "all", Targets = new[] { new { Id = "q", Arn = $"arn:aws:sqs:{Region}:{Account}:inbox" } } }
        );
    }

    static object Entry(string source, string detail) =>
        new
        {
            Source = source,
            DetailType = "Order",
            Detail = detail,
        };

    static string Whole(string source) =>
        $$$"""{"id":"1","account":"{{{Account}}}","source":"{{{source}}}","time":"2026-03-02T09:00:00Z","region":"{{{Region}}}","resources":[],"detail-type":"Order","detail":{}}""";
}
