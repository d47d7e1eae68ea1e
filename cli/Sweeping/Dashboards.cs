using Classroom.Cli.Calls;
using Classroom.Cloud.Metrics;

namespace Classroom.Cli.Sweeping;

sealed class Dashboards : OwnKind
{
    public override string Word => "dashboard";

    public override int Order => 5;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListDashboards>().CallAsync(new(NextToken: next)).ConfigureAwait(false);
            return (page.DashboardEntries.Select(entry => new Found(entry.DashboardName, entry.DashboardName)), page.NextToken);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteDashboards>().CallAsync(new([found.Id]));
}
