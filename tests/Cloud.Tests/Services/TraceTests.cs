using System.Text.Json.Nodes;

namespace Classroom.Cloud.Tests.Services;

sealed class TraceTests : CloudFixture
{
    [Test]
    public async Task A_segment_that_was_put_is_found_again()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var id = $"1-{now:x8}-{Guid.NewGuid():n}"[..35];
        var document =
            $$"""{"trace_id":"{{id}}","id":"53995c3f42cd8ad8","name":"class","start_time":{{now}}.5,"end_time":{{now + 1}}.5,"fault":true}""";
        var put = await Root.RestAsync(
            "xray",
            HttpMethod.Post,
            "/TraceSegments",
            new { TraceSegmentDocuments = new[] { document, "no segment" } }
        );
        Assert.That(((JsonArray)put.Json["UnprocessedTraceSegments"]!).Count, Is.EqualTo(1), put.Body);
        var found = await Root.RestAsync(
            "xray",
            HttpMethod.Post,
            "/TraceSummaries",
            new
            {
                StartTime = now - 60,
                EndTime = now + 60,
                FilterExpression = "fault AND service(\"class\")",
            }
        );
        Assert.That(
            ((JsonArray)found.Json["TraceSummaries"]!).Select(summary => ((string?)summary!["Id"], (double)summary["Duration"]!)),
            Is.EqualTo(new[] { (id, 1.0) }),
            found.Body
        );
        var got = await Root.RestAsync(
            "xray",
            HttpMethod.Post,
            "/Traces",
            new { TraceIds = new[] { id, "1-00000000-000000000000000000000000" } }
        );
        Assert.That(
            (string?)JsonNode.Parse((string)got.Json["Traces"]![0]!["Segments"]![0]!["Document"]!)!["name"],
            Is.EqualTo("class"),
            got.Body
        );
        Assert.That(((JsonArray)got.Json["Traces"]!).Count, Is.EqualTo(1), "what is not there is left out");
    }

    [Test]
    public async Task Everything_is_sampled()
    {
        var rules = await Root.RestAsync("xray", HttpMethod.Post, "/GetSamplingRules", new { });
        Assert.That((double)rules.Json["SamplingRuleRecords"]![0]!["SamplingRule"]!["FixedRate"]!, Is.EqualTo(1.0), rules.Body);
        var targets = await Root.RestAsync(
            "xray",
            HttpMethod.Post,
            "/SamplingTargets",
            new
            {
                SamplingStatisticsDocuments = new[]
                {
                    new
                    {
                        RuleName = "Default",
                        ClientID = "0123456789abcdef01234567",
                        Timestamp = 0,
                        RequestCount = 1,
                        SampledCount = 1,
                    },
                },
            }
        );
        Assert.That((string?)targets.Json["SamplingTargetDocuments"]![0]!["RuleName"], Is.EqualTo("Default"), targets.Body);
    }
}
