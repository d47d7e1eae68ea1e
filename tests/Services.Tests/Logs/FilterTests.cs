using Classroom.Cloud.Logs;
using Classroom.Cloud.Metrics;

namespace Classroom.Services.Tests.Logs;

sealed class FilterTests : LogTest
{
    const string Function = $"arn:aws:lambda:{Region}:{Account}:function:reader";

    [Test]
    public async Task PutMetricFilter_counts_the_events_that_match()
    {
        await GivenStreamAsync();
        await CallAsync<PutMetricFilter>(Filter("ERROR"));
        await PutAsync("one", "ERROR one", "INFO two", "ERROR three");
        var statistics = await CallAsync<GetMetricStatistics>(
            new
            {
                Namespace = "Class",
                MetricName = "Errors",
                StartTime = Now.AddMinutes(-1).ToUnixTimeSeconds(),
                EndTime = Now.AddMinutes(1).ToUnixTimeSeconds(),
                Period = 60,
                Statistics = new[] { "Sum" },
            }
        );
        Assert.That(statistics.Each("Datapoints/*/Sum"), Is.EqualTo(new[] { "2.0" }));
    }

    [Test]
    public async Task PutMetricFilter_refuses_what_CloudWatch_Logs_refuses()
    {
        await RefusedAsync<PutMetricFilter>(NotThere, Filter("ERROR"));
        await GivenStreamAsync();
        await RefusedAsync<PutMetricFilter>(Invalid, Filter("{ $.a = "));
        await RefusedAsync<PutMetricFilter>(Invalid, Filter("ERROR", metric: "a:b"));
        await RefusedAsync<PutMetricFilter>(
            Invalid,
            new
            {
                logGroupName = Group,
                filterName = "errors",
                filterPattern = "",
                metricTransformations = Array.Empty<object>(),
            }
        );
    }

    [Test]
    public async Task DescribeMetricFilters_shows_a_filter_that_DeleteMetricFilter_takes_away()
    {
        await GivenStreamAsync();
        await CallAsync<PutMetricFilter>(Filter("ERROR"));
        var shown = await CallAsync<DescribeMetricFilters>(new { metricName = "Errors", metricNamespace = "Class" });
        Assert.That(
            (shown.At("metricFilters/0/filterPattern"), shown.At("metricFilters/0/metricTransformations/0/metricValue")),
            Is.EqualTo(("ERROR", "1"))
        );
        await CallAsync<DeleteMetricFilter>(new { logGroupName = Group, filterName = "errors" });
        Assert.That((await CallAsync<DescribeMetricFilters>(new { logGroupName = Group })).Each("metricFilters/*"), Is.Empty);
        await RefusedAsync<DeleteMetricFilter>(NotThere, new { logGroupName = Group, filterName = "errors" });
    }

    [Test]
    public Task DescribeMetricFilters_of_no_group_is_ResourceNotFoundException() =>
        RefusedAsync<DescribeMetricFilters>(NotThere, new { logGroupName = Group });

    [Test]
    public async Task TestMetricFilter_tells_which_messages_match()
    {
        var tested = await CallAsync<TestMetricFilter>(
            new { filterPattern = "{ $.level = \"ERROR\" }", logEventMessages = new[] { """{"level":"INFO"}""", """{"level":"ERROR"}""" } }
        );
        Assert.That(tested.Each("matches/*/eventNumber"), Is.EqualTo(new[] { "2" }));
        await RefusedAsync<TestMetricFilter>(Invalid, new { filterPattern = "{ $.level", logEventMessages = new[] { "x" } });
    }

    [Test]
    public async Task PutSubscriptionFilter_keeps_a_filter_that_DeleteSubscriptionFilter_takes_away()
    {
        await GivenStreamAsync();
        await CallAsync<PutSubscriptionFilter>(Subscription("all", Function));
        var shown = await CallAsync<DescribeSubscriptionFilters>(new { logGroupName = Group });
        Assert.That(
            (shown.At("subscriptionFilters/0/destinationArn"), shown.At("subscriptionFilters/0/distribution")),
            Is.EqualTo((Function, "ByLogStream"))
        );
        await CallAsync<DeleteSubscriptionFilter>(new { logGroupName = Group, filterName = "all" });
        Assert.That((await CallAsync<DescribeSubscriptionFilters>(new { logGroupName = Group })).Each("subscriptionFilters/*"), Is.Empty);
        await RefusedAsync<DeleteSubscriptionFilter>(NotThere, new { logGroupName = Group, filterName = "all" });
    }

    [Test]
    public async Task PutSubscriptionFilter_refuses_no_group_other_destinations_and_a_third_filter()
    {
        await RefusedAsync<PutSubscriptionFilter>(NotThere, Subscription("all", Function));
        await RefusedAsync<DescribeSubscriptionFilters>(NotThere, new { logGroupName = Group });
        await GivenStreamAsync();
        await RefusedAsync<PutSubscriptionFilter>(Invalid, Subscription("all", "arn:aws:kinesis:us-east-1:000000000000:stream/s"));
        await CallAsync<PutSubscriptionFilter>(Subscription("one", Function));
        await CallAsync<PutSubscriptionFilter>(Subscription("two", Function));
        await RefusedAsync<PutSubscriptionFilter>("LimitExceededException", Subscription("three", Function));
    }

    [Test]
    public async Task PutQueryDefinition_keeps_a_query_that_DeleteQueryDefinition_takes_away()
    {
        var id = (await CallAsync<PutQueryDefinition>(new { name = "errors", queryString = "filter level = 'ERROR'" })).At(
            "queryDefinitionId"
        );
        var shown = await CallAsync<DescribeQueryDefinitions>(new { queryDefinitionNamePrefix = "err" });
        Assert.That(shown.Each("queryDefinitions/*/queryDefinitionId"), Is.EqualTo(new[] { id }));
        await CallAsync<DeleteQueryDefinition>(new { queryDefinitionId = id });
        Assert.That((await CallAsync<DescribeQueryDefinitions>()).Each("queryDefinitions/*"), Is.Empty);
    }

    [Test]
    public async Task Query_definitions_that_are_not_there_are_ResourceNotFoundException()
    {
        await RefusedAsync<PutQueryDefinition>(
            NotThere,
            new
            {
                name = "errors",
                queryString = "x",
                queryDefinitionId = "none",
            }
        );
        await RefusedAsync<DeleteQueryDefinition>(NotThere, new { queryDefinitionId = "none" });
        await RefusedAsync<DescribeQueryDefinitions>(Invalid, new { nextToken = "made up" });
    }

    [Test]
    public async Task PutResourcePolicy_keeps_a_policy_that_DeleteResourcePolicy_takes_away()
    {
        await CallAsync<PutResourcePolicy>(Policy("events"));
        Assert.That((await CallAsync<DescribeResourcePolicies>()).Each("resourcePolicies/*/policyName"), Is.EqualTo(new[] { "events" }));
        await CallAsync<DeleteResourcePolicy>(new { policyName = "events" });
        await RefusedAsync<DeleteResourcePolicy>(NotThere, new { policyName = "events" });
    }

    [Test]
    public async Task PutResourcePolicy_refuses_no_policy_a_long_one_and_an_eleventh()
    {
        await RefusedAsync<PutResourcePolicy>(Invalid, new { policyName = "p", policyDocument = "{" });
        await RefusedAsync<PutResourcePolicy>("LimitExceededException", new { policyName = "p", policyDocument = new string(' ', 5121) });
        for (var i = 0; i < 10; i++)
            await CallAsync<PutResourcePolicy>(Policy($"p{i}"));
        await RefusedAsync<PutResourcePolicy>("LimitExceededException", Policy("p10"));
        await RefusedAsync<DescribeResourcePolicies>(Invalid, new { nextToken = "made up" });
    }

    static object Filter(string pattern, string metric = "Errors") =>
        new
        {
            logGroupName = Group,
            filterName = "errors",
            filterPattern = pattern,
            metricTransformations = new[]
            {
                new
                {
                    metricName = metric,
                    metricNamespace = "Class",
                    metricValue = "1",
                },
            },
        };

    static object Subscription(string name, string destination) =>
        new
        {
            logGroupName = Group,
            filterName = name,
            filterPattern = "",
            destinationArn = destination,
        };

    static object Policy(string name) =>
        new
        {
            policyName = name,
            policyDocument = PolicyOf(
                """{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"logs:PutLogEvents","Resource":"*"}"""
            ),
        };
}
