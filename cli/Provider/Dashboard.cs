using System.Text.Json.Nodes;

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
        GoneAsync(() => cloud.Aws.JsonAsync("monitoring", "DeleteDashboards", new() { ["DashboardNames"] = new JsonArray(id) }));

    public override async Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var listed = await cloud
            .Aws.JsonAsync("monitoring", "ListDashboards", new() { ["DashboardNamePrefix"] = id })
            .ConfigureAwait(false);
        var found = ((JsonArray)listed["DashboardEntries"]!)
            .OfType<JsonObject>()
            .FirstOrDefault(entry => entry.Maybe("DashboardName") == id);
        return found is null ? null : new(Origin.Moment(found["LastModified"]), null);
    }

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Aws.JsonAsync("monitoring", "GetDashboard", new() { ["DashboardName"] = id }).ConfigureAwait(false);
            return new JsonObject { ["dashboardName"] = id, ["dashboardBody"] = found.Copy("DashboardBody") };
        });

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Aws.JsonAsync(
            "monitoring",
            "PutDashboard",
            new() { ["DashboardName"] = inputs.Text("dashboardName"), ["DashboardBody"] = inputs.Text("dashboardBody") }
        );
}
