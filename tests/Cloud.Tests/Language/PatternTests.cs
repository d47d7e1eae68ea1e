using System.Text.Json.Nodes;
using Classroom.Cloud.ApiGateway;
using Classroom.Cloud.ApiGateway.Execution;
using Classroom.Cloud.Events;
using Classroom.Cloud.Events.Delivery;
using Classroom.Cloud.Events.Patterns;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Logs.Patterns;
using Classroom.Cloud.Metrics.Alarms;

namespace Classroom.Cloud.Tests.Language;

/// <summary>The small languages of the services: event patterns, filter patterns, schedules, alarm rules, input templates, route keys.</summary>
sealed class PatternTests
{
    const string Event = """{"source":"myapp.orders","detail-type":"Order Created","detail":{"total":120.5,"state":"paid","tags":["a","b"],"ip":"10.0.0.7","none":null,"file":"a/b/c.png"}}""";

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
    public void Event_patterns(string pattern, bool matches) => Assert.That(EventPattern.Parse(pattern).Matches(JsonNode.Parse(Event)), Is.EqualTo(matches));

    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("""{"source":"myapp"}""")]
    [TestCase("""{"source":[]}""")]
    [TestCase("""{"source":[{"like":"x"}]}""")]
    public void Event_patterns_that_are_none(string pattern) => Assert.That(() => EventPattern.Parse(pattern), Throws.InstanceOf<AwsException>().With.Property("Code").EqualTo("InvalidEventPatternException"));

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
    [TestCase("[ip, user, ..., status = 4*, bytes > 100]", "127.0.0.1 frank \"GET /x\" 404 2326", true)]
    [TestCase("[ip, user, ..., status = 4*, bytes > 100]", "127.0.0.1 frank \"GET /x\" 200 2326", false)]
    public void Filter_patterns(string pattern, string message, bool matches) => Assert.That(FilterPattern.Parse(pattern).Matches(message), Is.EqualTo(matches));

    [TestCase("{ $.level = ")]
    [TestCase("{ level = 1 }")]
    [TestCase("{ $.a ~ 1 }")]
    [TestCase("\"never closed")]
    [TestCase("[a, b")]
    [TestCase("%(%")]
    public void Filter_patterns_that_are_none(string pattern) => Assert.That(() => FilterPattern.Parse(pattern), Throws.InstanceOf<AwsException>().With.Property("Code").EqualTo("InvalidParameterException"));

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
        Assert.That(Schedule.Parse(expression).Next(DateTimeOffset.Parse("2026-11-21T10:00:00Z", System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture)));

    [TestCase("rate(1 minutes)")]
    [TestCase("rate(5 minute)")]
    [TestCase("rate(0 minutes)")]
    [TestCase("cron(0 12 * * * *)")]
    [TestCase("cron(0 12 * *)")]
    [TestCase("cron(60 12 * * ? *)")]
    [TestCase("at(2026)")]
    public void Schedules_that_are_none(string expression) => Assert.That(() => Schedule.Parse(expression), Throws.InstanceOf<AwsException>());

    [TestCase("ALARM(a)", true)]
    [TestCase("ALARM(\"a\") AND OK(b)", true)]
    [TestCase("NOT ALARM(a) OR INSUFFICIENT_DATA(b)", false)]
    [TestCase("(ALARM(b) OR TRUE) AND NOT FALSE", true)]
    [TestCase("ALARM(arn:aws:cloudwatch:us-east-1:000000000000:alarm:a)", true)]
    public void Alarm_rules(string rule, bool holds) => Assert.That(AlarmRule.Evaluate(rule, name => name == "a" ? "ALARM" : "OK").Holds, Is.EqualTo(holds));

    [TestCase("ALARM(a) AND")]
    [TestCase("RINGS(a)")]
    [TestCase("(ALARM(a)")]
    public void Alarm_rules_that_are_none(string rule) => Assert.That(() => AlarmRule.Evaluate(rule, _ => "OK"), Throws.InstanceOf<AwsException>());

    [TestCase("""{"order": <total>, "text": "is <state>"}""", """{"order": 120.5, "text": "is paid"}""")]
    [TestCase("\"<state> for <total>\"", "\"paid for 120.5\"")]
    [TestCase("""{"tags": <tags>}""", """{"tags": ["a","b"]}""")]
    [TestCase("""{"gone": <missing>}""", """{"gone": ""}""")]
    [TestCase("""{"rule": <aws.events.rule-name>}""", """{"rule": "r"}""")]
    public void Input_templates(string template, string expected)
    {
        var paths = new Dictionary<string, string> { ["total"] = "$.detail.total", ["state"] = "$.detail.state", ["tags"] = "$.detail.tags", ["missing"] = "$.detail.nothing" };
        var target = new Events.Target("1", "arn:aws:sqs:us-east-1:000000000000:q") { InputTransformer = new(template, paths) };
        InputShape.Check(target);
        Assert.That(InputShape.Of(target, (JsonObject)JsonNode.Parse(Event)!, "arn", "r"), Is.EqualTo(expected));
    }

    [TestCase("GET", "/pets/7", "GET /pets/{id}")]
    [TestCase("GET", "/pets/dog", "GET /pets/dog")]
    [TestCase("DELETE", "/pets/dog", "ANY /pets/{id}")]
    [TestCase("GET", "/pets/7/toys/3", "GET /pets/{proxy+}")]
    [TestCase("POST", "/elsewhere", "$default")]
    public void Route_keys(string method, string path, string expected)
    {
        ApiRoute[] routes = [.. ((string[])["$default", "GET /pets/{proxy+}", "ANY /pets/{id}", "GET /pets/{id}", "GET /pets/dog"]).Select((key, index) => new ApiRoute("api", $"{index}", key))];
        Assert.That(RouteTable.Find(routes, method, path)!.Value.Route.RouteKey, Is.EqualTo(expected));
    }
}
