using System.Collections.Concurrent;
using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Iam.Sts;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Metrics;
using Classroom.Cloud.Metrics.Alarms;
using Classroom.Cloud.Sns;
using Classroom.Cloud.StepFunctions;
using Classroom.Cloud.XRay;

namespace Classroom.Cli.Checks;

/// <summary>
/// The AWS account of the class as it is now. Each question is asked once, however many checks need the answer, and lists are read for all
/// students at once.
/// </summary>
sealed class Account(AwsClient aws, TimeProvider clock, FinishedExecutions finished)
{
    // CloudWatch lists metrics that had data within two weeks.
    static readonly TimeSpan MetricsSince = TimeSpan.FromDays(14);
    static readonly TimeSpan TracesSince = TimeSpan.FromHours(6);

    readonly ConcurrentDictionary<string, Lazy<Task<object?>>> answers = new(StringComparer.Ordinal);

    public AwsClient Aws => aws;

    public TimeProvider Clock => clock;

    public FinishedExecutions Finished => finished;

    /// <summary>Asks at the first time, and gives the same answer afterwards.</summary>
    public async Task<T> OnceAsync<T>(string question, Func<Task<T>> ask) =>
        (T)(await answers.GetOrAdd(question, _ => new(async () => await ask().ConfigureAwait(false))).Value.ConfigureAwait(false))!;

    public Task<string> NumberAsync() =>
        OnceAsync("account", async () => (await aws.Operation<GetCallerIdentity>().CallAsync(new()).ConfigureAwait(false)).Account);

    public Task<IReadOnlyDictionary<string, FunctionView>> FunctionsAsync() =>
        OnceAsync(
            "functions",
            () =>
                IndexAsync(
                    async next =>
                    {
                        var page = await aws.Operation<ListFunctions>().CallAsync(new(next)).ConfigureAwait(false);
                        return (page.Functions, page.NextMarker);
                    },
                    function => function.FunctionName
                )
        );

    /// <summary>The hash of the code that the class provides: most functions of the labs have it, unless many have been changed.</summary>
    public Task<string?> CodeOfTheClassAsync() =>
        OnceAsync(
            "code",
            async () =>
            {
                var ofLabs = CheckCatalog.Labs.SelectMany(lab => lab.Functions).ToHashSet(StringComparer.Ordinal);
                return (await FunctionsAsync().ConfigureAwait(false))
                    .Values.Where(function => ofLabs.Contains(function.FunctionName[(function.FunctionName.IndexOf('-') + 1)..]))
                    .GroupBy(function => function.CodeSha256)
                    .OrderByDescending(group => group.Count())
                    .ThenBy(group => group.Min(function => function.LastModified), StringComparer.Ordinal)
                    .FirstOrDefault()
                    ?.Key;
            }
        );

    public Task<IReadOnlyDictionary<string, ListStateMachines.Item>> WorkflowsAsync() =>
        OnceAsync(
            "workflows",
            () =>
                IndexAsync(
                    async next =>
                    {
                        var page = await aws.Operation<ListStateMachines>().CallAsync(new(1000, next)).ConfigureAwait(false);
                        return (page.StateMachines, page.NextToken);
                    },
                    machine => machine.Name
                )
        );

    public Task<IReadOnlyDictionary<string, RoleInfo>> RolesAsync() =>
        OnceAsync<IReadOnlyDictionary<string, RoleInfo>>(
            "roles",
            async () =>
            {
                var found = new Dictionary<string, RoleInfo>(StringComparer.Ordinal);
                string? next = null;
                do
                {
                    var page = await aws.Operation<GetAccountAuthorizationDetails>()
                        .CallAsync(new(["Role"], 1000, next))
                        .ConfigureAwait(false);
                    foreach (var role in page.RoleDetailList)
                        found[role.RoleName] = RoleInfo.Of(role);
                    next = page.IsTruncated ? page.Marker : null;
                } while (next is not null);
                return found;
            }
        );

    public Task<IReadOnlyDictionary<string, LogGroupView>> LogGroupsAsync(string prefix) =>
        OnceAsync(
            $"logs {prefix}",
            () =>
                IndexAsync(
                    async next =>
                    {
                        var page = await aws.Operation<DescribeLogGroups>()
                            .CallAsync(new(prefix, NextToken: next, Limit: 50))
                            .ConfigureAwait(false);
                        return (page.LogGroups, page.NextToken);
                    },
                    group => group.LogGroupName
                )
        );

    public Task<IReadOnlyDictionary<string, MetricAlarmView>> AlarmsAsync() =>
        OnceAsync(
            "alarms",
            () =>
                IndexAsync(
                    async next =>
                    {
                        var page = await aws.Operation<DescribeAlarms>()
                            .CallAsync(new(MaxRecords: 100, NextToken: next))
                            .ConfigureAwait(false);
                        return (page.MetricAlarms, page.NextToken);
                    },
                    alarm => alarm.AlarmName
                )
        );

    public Task<IReadOnlyDictionary<string, string>> TopicsAsync() =>
        OnceAsync<IReadOnlyDictionary<string, string>>(
            "topics",
            async () =>
                (
                    await IndexAsync(
                            async next =>
                            {
                                var page = await aws.Operation<ListTopics>().CallAsync(new(next)).ConfigureAwait(false);
                                return (page.Topics, page.NextToken);
                            },
                            topic => topic.TopicArn.Split(':')[^1]
                        )
                        .ConfigureAwait(false)
                ).ToDictionary(topic => topic.Key, topic => topic.Value.TopicArn)
        );

    /// <summary>The HTTP APIs by name; of several with one name, the newest.</summary>
    public Task<IReadOnlyDictionary<string, ApiView>> ApisAsync() =>
        OnceAsync(
            "apis",
            () =>
                IndexAsync(
                    async next =>
                    {
                        var page = await aws.Operation<GetApis>().CallAsync(new(100, next)).ConfigureAwait(false);
                        IReadOnlyList<ApiView> items = [.. page.Items.OrderBy(api => api.CreatedDate, StringComparer.Ordinal)];
                        return (items, page.NextToken);
                    },
                    api => api.Name
                )
        );

    public Task<IReadOnlyDictionary<string, MappingView>> MappingsAsync() =>
        OnceAsync(
            "mappings",
            () =>
                IndexAsync(
                    async next =>
                    {
                        var page = await aws.Operation<ListEventSourceMappings>().CallAsync(new(Marker: next)).ConfigureAwait(false);
                        return (page.EventSourceMappings, page.NextMarker);
                    },
                    mapping => mapping.UUID
                )
        );

    /// <summary>The values of a metric's dimension for which there are data: the functions that were invoked, for example.</summary>
    public Task<IReadOnlySet<string>> MeasuredAsync(string space, string metric, string dimension) =>
        OnceAsync<IReadOnlySet<string>>(
            $"metric {space} {metric}",
            async () =>
            {
                var found = new HashSet<string>(StringComparer.Ordinal);
                string? next = null;
                do
                {
                    var page = await aws.Operation<ListMetrics>()
                        .CallAsync(new(space, metric, [new(dimension)], next))
                        .ConfigureAwait(false);
                    found.UnionWith(
                        page.Metrics.SelectMany(known => known.Dimensions ?? [])
                            .Where(one => one.Name == dimension)
                            .Select(one => one.Value)
                    );
                    next = page.NextToken;
                } while (next is not null);
                return found;
            }
        );

    /// <summary>The sum of a metric over the last two weeks.</summary>
    public Task<double> SumAsync(string space, string metric, string dimension, string value) =>
        OnceAsync(
            $"sum {space} {metric} {value}",
            async () =>
            {
                var now = clock.GetUtcNow();
                var answer = await aws.Operation<GetMetricStatistics>()
                    .CallAsync(new(space, metric, now - MetricsSince, now.AddMinutes(5), 86400, [new(dimension, value)], ["Sum"]))
                    .ConfigureAwait(false);
                return answer.Datapoints.Sum(point => point.Sum ?? 0);
            }
        );

    /// <summary>Whether X-Ray has a trace with a segment of this service.</summary>
    public Task<bool> IsTracedAsync(string service, DateTimeOffset? around) =>
        OnceAsync(
            $"trace {service}",
            async () =>
            {
                var now = clock.GetUtcNow();
                var (from, to) = around is { } time ? (time.AddMinutes(-1), time.AddMinutes(15)) : (now - TracesSince, now);
                var found = await aws.Operation<GetTraceSummaries>()
                    .CallAsync(new(from, to, $"service(\"{service}\")"))
                    .ConfigureAwait(false);
                return found.TraceSummaries.Count > 0;
            }
        );

    public Task<Policies> PoliciesAsync(string role) => OnceAsync($"policies {role}", () => Policies.ReadAsync(this, role));

    /// <summary>Asks IAM's simulator which of these calls it would allow.</summary>
    public async Task<IReadOnlyList<SimulatedCall>> SimulateAsync(
        string principal,
        string student,
        IReadOnlyList<(string Action, IReadOnlyList<string> Resources)> calls
    )
    {
        // The boundary of the class reads the student from the tag of the principal, which the simulator does not look up.
        ContextEntry[] entries = [new("aws:PrincipalTag/student", [student])];
        var answers = await Task.WhenAll(
                calls
                    .Where(call => call.Resources.Count > 0)
                    .Select(call =>
                        aws.Operation<SimulatePrincipalPolicy>()
                            .CallAsync(new(principal, [call.Action], ResourceArns: call.Resources, ContextEntries: entries))
                    )
            )
            .ConfigureAwait(false);
        return
        [
            .. answers
                .SelectMany(answer => answer.EvaluationResults)
                .Select(result => new SimulatedCall(result.EvalActionName, result.EvalResourceName, result.EvalDecision == "allowed")),
        ];
    }

    static async Task<IReadOnlyDictionary<string, T>> IndexAsync<T>(
        Func<string?, Task<(IReadOnlyList<T> Items, string? Next)>> read,
        Func<T, string> key
    )
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var (items, following) = await read(next).ConfigureAwait(false);
            foreach (var item in items)
                found[key(item)] = item;
            next = following;
        } while (next is { Length: > 0 });
        return found;
    }
}

/// <summary>A call that IAM's simulator has judged.</summary>
sealed record SimulatedCall(string Action, string Resource, bool IsAllowed);
