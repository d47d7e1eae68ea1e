using Classroom.Cloud.XRay;

namespace Classroom.Services.Tests.XRay;

sealed class TraceTests : ServiceTest
{
    const string Invalid = "InvalidRequestException";

    [Test]
    public async Task PutTraceSegments_keeps_a_segment_that_BatchGetTraces_reads()
    {
        var id = TraceId('a');
        await CallAsync<PutTraceSegments>(new { TraceSegmentDocuments = new[] { Segment(id, "orders", 2) } });
        var traces = await CallAsync<BatchGetTraces>(new { TraceIds = new[] { id, TraceId('b') } });
        Assert.That((traces.Each("Traces/*/Id"), traces.At("Traces/0/Duration")), Is.EqualTo((new[] { id }, "2")));
        Assert.That(traces.At("Traces/0/Segments/0/Document"), Does.Contain("\"orders\""));
    }

    [Test]
    public async Task PutTraceSegments_names_the_documents_that_are_none()
    {
        var put = await CallAsync<PutTraceSegments>(
            new { TraceSegmentDocuments = new[] { "{", """{"id":"1"}""", Segment(TraceId('a'), "orders", 1) } }
        );
        Assert.That(put.Each("UnprocessedTraceSegments/*/ErrorCode"), Is.EqualTo(new[] { "ParseError", "ParseError" }));
    }

    [Test]
    public Task BatchGetTraces_refuses_more_than_five() =>
        RefusedAsync<BatchGetTraces>(Invalid, new { TraceIds = Enumerable.Range(0, 6).Select(id => $"{id}").ToArray() });

    [Test]
    public async Task GetTraceSummaries_finds_traces_by_a_filter()
    {
        await CallAsync<PutTraceSegments>(
            new { TraceSegmentDocuments = new[] { Segment(TraceId('a'), "orders", 2), Segment(TraceId('b'), "events", 1) } }
        );
        var found = await CallAsync<GetTraceSummaries>(Between(-1, 1, "service(\"orders\")"));
        Assert.That(found.Each("TraceSummaries/*/Id"), Is.EqualTo(new[] { TraceId('a') }));
        Assert.That((await CallAsync<GetTraceSummaries>(Between(-3, -2))).Each("TraceSummaries/*"), Is.Empty);
    }

    [Test]
    public async Task GetTraceSummaries_refuses_times_filters_and_tokens()
    {
        await RefusedAsync<GetTraceSummaries>(Invalid, Between(1, -1));
        await RefusedAsync<GetTraceSummaries>(Invalid, Between(-25, 0));
        await RefusedAsync<GetTraceSummaries>(Invalid, Between(-1, 0, "service("));
        await RefusedAsync<GetTraceSummaries>(Invalid, Between(-1, 0, token: "made up"));
    }

    [Test]
    public async Task Everything_is_sampled()
    {
        Assert.That((await CallAsync<GetSamplingRules>()).Each("SamplingRuleRecords/*/SamplingRule/FixedRate"), Is.EqualTo(new[] { "1" }));
        var targets = await CallAsync<GetSamplingTargets>(
            new
            {
                SamplingStatisticsDocuments = new[]
                {
                    new
                    {
                        RuleName = "Default",
                        ClientID = "0123456789abcdef01234567",
                        Timestamp = Now.ToUnixTimeSeconds(),
                        RequestCount = 1,
                        SampledCount = 1,
                    },
                },
            }
        );
        Assert.That(targets.At("SamplingTargetDocuments/0/FixedRate"), Is.EqualTo("1"));
        Assert.That((await CallAsync<GetGroups>()).Each("Groups/*"), Is.Empty);
        Assert.That(
            (await CallAsync<PutTelemetryRecords>(new { TelemetryRecords = Array.Empty<object>() })).ToJsonString(),
            Is.EqualTo("{}")
        );
    }

    [Test]
    public async Task A_user_without_a_policy_neither_reads_nor_writes_traces()
    {
        var ann = await UserAsync("ann");
        const string denied = "AccessDeniedException";
        await RefusedAsync<PutTraceSegments>(denied, new { TraceSegmentDocuments = Array.Empty<string>() }, ann);
        await RefusedAsync<PutTelemetryRecords>(denied, new { TelemetryRecords = Array.Empty<object>() }, ann);
        await RefusedAsync<GetSamplingRules>(denied, caller: ann);
        await RefusedAsync<GetSamplingTargets>(denied, new { SamplingStatisticsDocuments = Array.Empty<object>() }, ann);
        await RefusedAsync<GetGroups>(denied, caller: ann);
    }

    string TraceId(char digit) => $"1-{Now.ToUnixTimeSeconds():x8}-{new string(digit, 24)}";

    string Segment(string trace, string name, int seconds) =>
        $$"""{"trace_id":"{{trace}}","id":"53995c3f42cd8ad8","name":"{{name}}","start_time":{{Now.ToUnixTimeSeconds()}},"end_time":{{Now.ToUnixTimeSeconds() + seconds}}}""";

    object Between(int from, int to, string? filter = null, string? token = null) =>
        new
        {
            StartTime = Now.AddHours(from).ToUnixTimeSeconds(),
            EndTime = Now.AddHours(to).ToUnixTimeSeconds(),
            FilterExpression = filter,
            NextToken = token,
        };
}
