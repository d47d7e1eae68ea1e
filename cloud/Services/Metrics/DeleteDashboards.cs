using Classroom.Cloud.Api;

namespace Classroom.Cloud.Metrics;

sealed class DeleteDashboards(DashboardStore dashboards) : IOperation<DeleteDashboards.Input, DeleteDashboards.Output>
{
    public sealed record Input(IReadOnlyList<string> DashboardNames);

    public sealed record Output();

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        input.DashboardNames.Select(name => new Permission(dashboards.ArnOf(name)));

    public Output Run(Input input, Call call)
    {
        if (input.DashboardNames.FirstOrDefault(name => !dashboards.Dashboards.Has(name)) is { } missing)
            throw DashboardStore.NotFound(missing);
        foreach (var name in input.DashboardNames)
            dashboards.Dashboards.Remove(name);
        return new();
    }
}
