using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Languages.AlarmRules;
using Classroom.Languages.EventPatterns;
using Classroom.Languages.LogPatterns;
using Classroom.Languages.Schedules;

namespace Classroom.Languages.Tests;

/// <summary>What the small languages of the services mean: event patterns, filter patterns, schedules, alarm rules.</summary>
sealed class PatternTests
{
    const string Event = """
        {"source":"myapp.orders","detail-type":"Order Created",
        "detail":{"total":120.5,"state":"paid","tags":["a","b"],"ip":"10.0.0.7","none":null,"file":"a/b/c.png",
        "empty":[],"nested":[["deep"]],"dotted.name":"x"}}
        """;

    [TestCase("""{"source":["myapp.orders"]}""", true)]
    [TestCase("""{"source":["other","myapp.orders"]}""", true)]
    [TestCase("""{"source":[{"prefix":"myapp."}]}""", true)]
    [TestCase("""{"source":[{"prefix":{"equals-ignore-case":"MYAPP"}}]}""", true)]
    [TestCase("""{"source":[{"anything-but":["myapp.orders"]}]}""", false)]
    [TestCase("""{"source":[{"anything-but":{"prefix":"other"}}]}""", true)]
    [TestCase("""{"detail":{"total":[{"numeric":[">",100,"<=",120.5]}]}}""", true)]
    [TestCase("""{"detail":{"total":[{"numeric":["<",100]}]}}""", false)]
    [TestCase("""{"detail":{"tags":["b"]}}""", true)]
    [TestCase("""{"detail":{"missing":[{"exists":false}]}}""", true)]
    [TestCase("""{"detail":{"state":[{"exists":false}]}}""", false)]
    [TestCase("""{"detail":{"none":[null]}}""", true)]
    [TestCase("""{"detail":{"ip":[{"cidr":"10.0.0.0/24"}]}}""", true)]
    [TestCase("""{"detail":{"file":[{"wildcard":"a/*/c.png"}]}}""", true)]
    [TestCase("""{"detail":{"file":[{"suffix":".jpg"}]}}""", false)]
    [TestCase("""{"detail":{"$or":[{"state":["open"]},{"total":[{"numeric":["=",120.5]}]}]}}""", true)]
    [TestCase("""{"source":["myapp.orders"],"detail":{"state":["open"]}}""", false)]
    [TestCase("""{"detail":[{"exists":true}]}""", false)]
    [TestCase("""{"detail":[{"exists":false}]}""", true)]
    [TestCase("""{"detail":{"empty":[{"exists":true}]}}""", false)]
    [TestCase("""{"detail":{"empty":{"deeper":[{"exists":false}]}}}""", true)]
    [TestCase("""{"detail":{"nested":["deep"]}}""", true)]
    [TestCase("""{"detail.state":["paid"]}""", true)]
    [TestCase("""{"detail":{"dotted":{"name":["x"]}}}""", true)]
    [TestCase("""{"detail":{"tags":[{"anything-but":"a"}]}}""", true)]
    [TestCase("""{"detail":{"state":[{"anything-but":{"wildcard":["p*d","x"]}}]}}""", false)]
    [TestCase("""{"detail":{"state":[{"anything-but":{"equals-ignore-case":"OPEN"}}]}}""", true)]
    [TestCase("""{"detail":{"total":[{"anything-but":{"prefix":"1"}}]}}""", true)]
    [TestCase("""{"detail":{"state":["open"],"state":["paid"]}}""", true)]
    public void Event_patterns(string pattern, bool matches) =>
        Assert.That(EventPattern.Parse(pattern).Matches(JsonNode.Parse(Event)), Is.EqualTo(matches));

    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("""{"source":"myapp"}""")]
    [TestCase("""{"source":[]}""")]
    [TestCase("""{"source":[{"like":"x"}]}""")]
    public void Event_patterns_that_are_none(string pattern) =>
        Assert.That(() => EventPattern.Parse(pattern), Throws.InstanceOf<LanguageException>());

    [TestCase("", "anything", true)]
    [TestCase("ERROR", "an ERROR here", true)]
    [TestCase("ERROR", "an error here", false)]
    [TestCase("ERROR memory", "memory ERROR", true)]
    [TestCase("?WARN ?ERROR", "a WARN", true)]
    [TestCase("ERROR -Exiting", "ERROR Exiting", false)]
    [TestCase("\"out of memory\"", "java: out of memory", true)]
    [TestCase("%user\\d+%", "by user17", true)]
    [TestCase("{ $.level = \"ERROR\" }", """{"level":"ERROR"}""", true)]
    [TestCase("{ $.level = \"ERR*\" && $.took > 100 }", """{"level":"ERROR","took":150}""", true)]
    [TestCase("{ $.level = \"ERROR\" || $.took > 100 }", """{"level":"INFO","took":50}""", false)]
    [TestCase("{ ($.a = 1) && ($.b IS NULL) }", """{"a":1,"b":null}""", true)]
    [TestCase("{ $.items[0].id NOT EXISTS }", """{"items":[]}""", true)]
    [TestCase("{ $.ok IS TRUE }", """{"ok":true}""", true)]
    [TestCase("{ $.level = \"ERROR\" }", "no json", false)]
    [TestCase("[]", "any message", true)]
    [TestCase("[ip, user, ..., status = 4*, bytes > 100]", "127.0.0.1 frank \"GET /x\" 404 2326", true)]
    [TestCase("[ip, user, ..., status = 4*, bytes > 100]", "127.0.0.1 frank \"GET /x\" 200 2326", false)]
    public void Filter_patterns(string pattern, string message, bool matches) =>
        Assert.That(FilterPattern.Parse(pattern).Matches(message), Is.EqualTo(matches));

    [TestCase("{ $.level = ")]
    [TestCase("{ level = 1 }")]
    [TestCase("{ $.a ~ 1 }")]
    [TestCase("\"never closed")]
    [TestCase("[a, b")]
    [TestCase("%(%")]
    public void Filter_patterns_that_are_none(string pattern) =>
        Assert.That(() => FilterPattern.Parse(pattern), Throws.InstanceOf<LanguageException>());

    [TestCase("rate(5 minutes)", "2026-11-21T10:05:00Z")]
    [TestCase("rate(1 hour)", "2026-11-21T11:00:00Z")]
    [TestCase("cron(0 12 * * ? *)", "2026-11-21T12:00:00Z")]
    [TestCase("cron(15 10 ? * 6L 2026-2030)", "2026-11-27T10:15:00Z")]
    [TestCase("cron(0/15 * * * ? *)", "2026-11-21T10:15:00Z")]
    [TestCase("cron(0 8 1 * ? *)", "2026-12-01T08:00:00Z")]
    [TestCase("cron(0 18 ? * MON-FRI *)", "2026-11-23T18:00:00Z")]
    [TestCase("cron(0 9 L * ? *)", "2026-11-30T09:00:00Z")]
    [TestCase("cron(0 9 ? * 3#2 *)", "2026-12-08T09:00:00Z")]
    [TestCase("cron(0 9 15W * ? *)", "2026-12-15T09:00:00Z")]
    public void Schedules(string expression, string next) =>
        Assert.That(
            Schedule.Parse(expression).Next(DateTimeOffset.Parse("2026-11-21T10:00:00Z", CultureInfo.InvariantCulture)),
            Is.EqualTo(DateTimeOffset.Parse(next, CultureInfo.InvariantCulture))
        );

    [TestCase("rate(1 minutes)")]
    [TestCase("rate(5 minute)")]
    [TestCase("rate(0 minutes)")]
    [TestCase("cron(0 12 * * * *)")]
    [TestCase("cron(0 12 * *)")]
    [TestCase("cron(60 12 * * ? *)")]
    [TestCase("at(2026)")]
    public void Schedules_that_are_none(string expression) =>
        Assert.That(() => Schedule.Parse(expression), Throws.InstanceOf<LanguageException>());

    [TestCase("ALARM(a)", true)]
    [TestCase("ALARM(\"a\") AND OK(b)", true)]
    [TestCase("NOT ALARM(a) OR INSUFFICIENT_DATA(b)", false)]
    [TestCase("(ALARM(b) OR TRUE) AND NOT FALSE", true)]
    [TestCase("ALARM(arn:aws:cloudwatch:us-east-1:000000000000:alarm:a)", true)]
    public void Alarm_rules(string rule, bool holds) =>
        Assert.That(AlarmRule.Parse(rule).Holds(name => name == "a" ? "ALARM" : "OK"), Is.EqualTo(holds));

    [TestCase("ALARM(a) AND")]
    [TestCase("RINGS(a)")]
    [TestCase("(ALARM(a)")]
    public void Alarm_rules_that_are_none(string rule) => Assert.That(() => AlarmRule.Parse(rule), Throws.InstanceOf<LanguageException>());
}
