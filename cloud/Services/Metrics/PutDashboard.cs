using Classroom.Cloud.Api;

namespace Classroom.Cloud.Metrics;

sealed class PutDashboard(DashboardStore dashboards) : IOperation<PutDashboard.Input, PutDashboard.Output>
{
    public sealed record Input(string DashboardName, string DashboardBody, IReadOnlyList<Tag>? Tags = null);

    public sealed record Output(IReadOnlyList<DashboardMessage> DashboardValidationMessages);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(dashboards.ArnOf(input.DashboardName))];

    public Output Run(Input input, Call call)
    {
        var messages = DashboardBody.Check(input.DashboardName, input.DashboardBody);
        if (messages.Count > 0)
            throw new AwsException("DashboardInvalidInputError", "The field DashboardBody must be a valid JSON object")
            {
                QueryCode = "InvalidParameterInput",
                Details = new Dictionary<string, object> { ["dashboardValidationMessages"] = messages },
            };
        var known = dashboards.Dashboards.Find(input.DashboardName);
        dashboards.Dashboards.Put(
            input.DashboardName,
            new(input.DashboardName, input.DashboardBody, call.Now) { Tags = known?.Tags ?? Tags.Of(input.Tags) }
        );
        return new([]);
    }
}
