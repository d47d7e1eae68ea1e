using Classroom.Cloud.Metrics;

namespace Classroom.Services.Tests.Metrics;

sealed class DashboardTests : MetricTest
{
    const string Body = """{"widgets":[{"type":"text","properties":{"markdown":"hello"}}]}""";

    [Test]
    public async Task PutDashboard_keeps_a_dashboard_that_GetDashboard_shows()
    {
        await CallAsync<PutDashboard>(new { DashboardName = "class", DashboardBody = Body });
        var shown = await CallAsync<GetDashboard>(new { DashboardName = "class" });
        Assert.That(
            (shown.At("DashboardBody"), shown.At("DashboardArn")),
            Is.EqualTo((Body, $"arn:aws:cloudwatch::{Account}:dashboard/class"))
        );
    }

    [TestCase("class", "{", "DashboardInvalidInputError")]
    [TestCase("class", """{"widgets":[{"type":"picture","properties":{}}]}""", "DashboardInvalidInputError")]
    [TestCase("class", """{"widgets":[{"type":"text"}]}""", "DashboardInvalidInputError")]
    [TestCase("no spaces", Body, WrongValue)]
    public Task PutDashboard_refuses_a_name_or_a_body(string name, string body, string error) =>
        RefusedAsync<PutDashboard>(error, new { DashboardName = name, DashboardBody = body });

    [Test]
    public async Task ListDashboards_lists_by_prefix()
    {
        foreach (var name in (string[])["a1", "a2", "b1"])
            await CallAsync<PutDashboard>(new { DashboardName = name, DashboardBody = Body });
        var found = await CallAsync<ListDashboards>(new { DashboardNamePrefix = "a" });
        Assert.That(found.Each("DashboardEntries/*/DashboardName"), Is.EqualTo(new[] { "a1", "a2" }));
        Assert.That(found.At("DashboardEntries/0/Size"), Is.EqualTo($"{Body.Length}"));
        await RefusedAsync<ListDashboards>(WrongValue, new { NextToken = "made up" });
    }

    [Test]
    public async Task DeleteDashboards_takes_all_or_none_away()
    {
        await CallAsync<PutDashboard>(new { DashboardName = "class", DashboardBody = Body });
        await RefusedAsync<DeleteDashboards>("DashboardNotFoundError", new { DashboardNames = new[] { "class", "none" } });
        await CallAsync<GetDashboard>(new { DashboardName = "class" });
        await CallAsync<DeleteDashboards>(new { DashboardNames = new[] { "class" } });
        await RefusedAsync<GetDashboard>("DashboardNotFoundError", new { DashboardName = "class" });
    }
}
