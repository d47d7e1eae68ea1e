using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Metrics;

namespace Classroom.Cli.Provider;

sealed class Dashboard : PutType
{
    public override string Token => "aws:cloudwatch/dashboard:Dashboard";

    public override IReadOnlyList<string> Inputs => ["dashboardName", "dashboardBody"];

    public override IReadOnlyList<string> Fixed => ["dashboardName"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("dashboardName");

    protected override JsonObject OutputsOf(JsonObject inputs) =>
        new() { ["dashboardArn"] = LocalCloud.GlobalArn("cloudwatch", $"dashboard/{inputs.Text("dashboardName")}") };

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteDashboards>().CallAsync(new([id])));

    public override async Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var listed = await cloud.Operation<ListDashboards>().CallAsync(new(DashboardNamePrefix: id)).ConfigureAwait(false);
        return listed.DashboardEntries.FirstOrDefault(entry => entry.DashboardName == id) is { } found
            ? new(found.LastModified, null)
            : null;
    }

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetDashboard>().CallAsync(new(id)).ConfigureAwait(false);
            return FoundInputs.Of(("dashboardName", id), ("dashboardBody", found.DashboardBody));
        });

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Operation<PutDashboard>().CallAsync(new(inputs.Text("dashboardName"), inputs.Text("dashboardBody")));
}
