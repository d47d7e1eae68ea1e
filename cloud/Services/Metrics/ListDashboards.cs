using System.Text;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Metrics;

sealed class ListDashboards(DashboardStore dashboards) : IOperation<ListDashboards.Input, ListDashboards.Output>
{
    public sealed record Input(string? DashboardNamePrefix = null, string? NextToken = null);

    public sealed record Output(IReadOnlyList<Entry> DashboardEntries, string? NextToken);

    public sealed record Entry(string DashboardName, string DashboardArn, DateTimeOffset LastModified, long Size);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var all = dashboards.Dashboards.All.Where(dashboard =>
            dashboard.Name.StartsWith(input.DashboardNamePrefix ?? "", StringComparison.Ordinal)
        );
        var (page, next) = Paging.Cut(all, input.NextToken, null, 1000, "InvalidParameterValueException");
        return new(
            [
                .. page.Select(dashboard => new Entry(
                    dashboard.Name,
                    dashboards.ArnOf(dashboard.Name),
                    dashboard.Modified,
                    Encoding.UTF8.GetByteCount(dashboard.Body)
                )),
            ],
            next
        );
    }
}
