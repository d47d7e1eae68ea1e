using System.Collections.Immutable;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Metrics;

sealed record Dashboard(string Name, string Body, DateTimeOffset Modified)
{
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Api.Tags.None;
}

sealed class DashboardStore(Database database, CloudSettings settings) : IStore, ITagSource
{
    public Table<Dashboard> Dashboards { get; } = new(database, "metrics.dashboards");

    // The ARN of a dashboard contains no region.
    public string ArnOf(string name) => settings.Arn("cloudwatch", $"dashboard/{name}", isGlobal: true);

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Dashboards.All.Select(dashboard => (ArnOf(dashboard.Name), (IEnumerable<KeyValuePair<string, string>>)dashboard.Tags));

    public Dashboard Find(string name) => Dashboards.Find(name) ?? throw NotFound(name);

    public static AwsException NotFound(string name) =>
        new("DashboardNotFoundError", $"Dashboard {name} does not exist", 404) { QueryCode = "ResourceNotFound" };
}
