using Classroom.Cloud.Api;

namespace Classroom.Cloud.Metrics;

sealed class GetDashboard(DashboardStore dashboards) : IOperation<GetDashboard.Input, GetDashboard.Output>
{
    public sealed record Input(string DashboardName);

    public sealed record Output(string DashboardArn, string DashboardBody, string DashboardName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(dashboards.ArnOf(input.DashboardName))];

    public Output Run(Input input, Call call)
    {
        var dashboard = dashboards.Find(input.DashboardName);
        return new(dashboards.ArnOf(dashboard.Name), dashboard.Body, dashboard.Name);
    }
}
