using System.Text.Json.Nodes;
using Classroom.Cloud.ApiGateway;
using Classroom.Cloud.ApiGateway.Execution;
using Classroom.Cloud.Events.Delivery;

namespace Classroom.Cloud.Tests.Language;

/// <summary>Languages that belong to one service: the input templates of rules and the route keys of APIs.</summary>
sealed class TemplateTests
{
    const string Event = """
        {"source":"myapp.orders","detail-type":"Order Created",
        "detail":{"total":120.5,"state":"paid","tags":["a","b"],"ip":"10.0.0.7","none":null,"file":"a/b/c.png"}}
        """;

    [TestCase("""{"order": <total>, "text": "is <state>"}""", """{"order": 120.5, "text": "is paid"}""")]
    [TestCase("\"<state> for <total>\"", "\"paid for 120.5\"")]
    [TestCase("""{"tags": <tags>}""", """{"tags": ["a","b"]}""")]
    [TestCase("""{"gone": <missing>}""", """{"gone": ""}""")]
    [TestCase("""{"rule": <aws.events.rule-name>}""", """{"rule": "r"}""")]
    [TestCase("\"tags <tags>\"", "\"tags [a,b]\"")]
    [TestCase("\"<state>\"\n\"<total>\"", "\"paid\"\n\"120.5\"")]
    [TestCase("""{"event": <aws.events.event>}""", """{"event": {"source":"myapp.orders","detailType":"Order Created"}}""")]
    public void Input_templates(string template, string expected) => Assert.That(Filled(template), Is.EqualTo(expected));

    [TestCase("""{"tags": "<tags>"}""")]
    public void A_list_with_texts_in_a_string_of_a_JSON_template_makes_no_input(string template) => Assert.That(Filled(template), Is.Null);

    static string? Filled(string template)
    {
        var paths = new Dictionary<string, string>
        {
            ["total"] = "$.detail.total",
            ["state"] = "$.detail.state",
            ["tags"] = "$.detail.tags",
            ["missing"] = "$.detail.nothing",
        };
        var target = new Events.Target("1", "arn:aws:sqs:us-east-1:000000000000:q") { InputTransformer = new(template, paths) };
        InputShape.Check(target);
        return InputShape.Of(target, (JsonObject)JsonNode.Parse(Event)!, "arn", "r");
    }

    [TestCase("GET", "/pets/7", "GET /pets/{id}")]
    [TestCase("GET", "/pets/dog", "GET /pets/dog")]
    [TestCase("DELETE", "/pets/dog", "ANY /pets/{id}")]
    [TestCase("GET", "/pets/7/toys/3", "GET /pets/{proxy+}")]
    [TestCase("POST", "/elsewhere", "$default")]
    public void Route_keys(string method, string path, string expected)
    {
        ApiRoute[] routes =
        [
            .. ((string[])["$default", "GET /pets/{proxy+}", "ANY /pets/{id}", "GET /pets/{id}", "GET /pets/dog"]).Select(
                (key, index) => new ApiRoute("api", $"{index}", key)
            ),
        ];
        Assert.That(RouteTable.Find(routes, method, path)!.Value.Route.RouteKey, Is.EqualTo(expected));
    }
}
