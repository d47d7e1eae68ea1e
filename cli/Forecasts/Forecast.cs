using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Forecasts;

/// <summary>A quota of an AWS account, and the class's use of it.</summary>
/// <param name="Fits">How many students of this class fit into the quota.</param>
sealed record Quota(string What, int Limit, int Used, double PerStudent, int Fits, string Note);

/// <summary>The minimum creation time that follows from a published rate limit.</summary>
sealed record Floor(string What, string Arithmetic, double Seconds);

/// <summary>The cost of one item.</summary>
sealed record Cost(string What, string Arithmetic, double Dollars, string Price);

/// <summary>A stack of the class; one of several where the class has cohorts.</summary>
sealed record StackSize(string Stack, int Students, int Resources);

/// <summary>
/// The configured class on AWS: its resources, quotas, creation time and costs.
/// </summary>
sealed record Forecast(
    int Students,
    int Resources,
    ImmutableArray<(string Type, int Count)> Types,
    ImmutableArray<StackSize> Stacks,
    ImmutableArray<Quota> Quotas,
    ImmutableArray<Floor> Floors,
    ImmutableArray<Cost> Idle,
    ImmutableArray<Cost> Day
)
{
    // Upper estimates for one step of a lab, measured on the embedded cloud.
    const double SecondsOfStep = 1.5,
        GigabytesOfFunction = 0.5;

    static readonly (string What, string Type, int Limit, string Note)[] Limits =
    [
        ("IAM roles of an account", "aws:iam/role:Role", 1000, "up to 5,000 on request"),
        ("event buses", "aws:cloudwatch/eventBus:EventBus", 100, "adjustable"),
        ("customer managed policies", "aws:iam/policy:Policy", 1500, "up to 5,000 on request"),
        ("API Gateway regional APIs", "aws:apigatewayv2/api:Api", 600, "fixed; whether HTTP APIs count in it is unverified"),
        ("IAM users", "aws:iam/user:User", 5000, "fixed"),
        ("state machines", "aws:sfn/stateMachine:StateMachine", 100_000, "adjustable"),
    ];

    /// <param name="runs">How often each student starts each workflow on a lab day.</param>
    public static Forecast Of(ClassPlan plan, int runs)
    {
        var students = plan.Students.Count();
        int Count(string type) => plan.Resources.Count(resource => resource.Key.Type == type);
        int Shared(string type) => plan.Resources.Count(resource => resource.Key.Type == type && resource.Student is null);
        return new(
            students,
            plan.Resources.Length,
            [
                .. plan
                    .Resources.GroupBy(resource => resource.Key.ShortType)
                    .Select(group => (group.Key, group.Count()))
                    .OrderByDescending(group => group.Item2)
                    .ThenBy(group => group.Key, StringComparer.Ordinal),
            ],
            [
                .. plan
                    .Resources.GroupBy(resource => resource.Stack)
                    .OrderBy(stack => stack.Key, Usernames.Natural)
                    .Select(stack => new StackSize(
                        stack.Key,
                        stack.Select(resource => resource.Student).OfType<string>().Distinct().Count(),
                        stack.Count()
                    )),
            ],
            [
                .. Limits
                    .Where(limit => Count(limit.Type) > 0)
                    .Select(limit => QuotaOf(limit.What, limit.Limit, limit.Note, Count(limit.Type), Shared(limit.Type), students))
                    .OrderBy(quota => quota.Fits),
            ],
            [.. FloorsOf(Count).OrderByDescending(floor => floor.Seconds)],
            [.. IdleCosts(plan, Count)],
            [.. DayCosts(plan, runs)]
        );
    }

    public double IdleMonth => Idle.Sum(cost => cost.Dollars);

    public double LabDay => IdleMonth / 30 + Day.Sum(cost => cost.Dollars);

    static Quota QuotaOf(string what, int limit, string note, int used, int shared, int students)
    {
        var each = (double)(used - shared) / students;
        return new(what, limit, used, each, each == 0 ? int.MaxValue : (int)((limit - shared) / each), note);
    }

    static IEnumerable<Floor> FloorsOf(Func<string, int> count)
    {
        var machines = count("aws:sfn/stateMachine:StateMachine");
        yield return new(
            "Step Functions: 100 at once, then 1 CreateStateMachine a second",
            $"max(0, {machines} - 100) / 1",
            Math.Max(0, machines - 100)
        );
        yield return Rate("CloudWatch: 3 PutMetricAlarm a second", count("aws:cloudwatch/metricAlarm:MetricAlarm"), 1, 3);
        yield return Rate("Logs: 5 PutRetentionPolicy a second", count("aws:cloudwatch/logGroup:LogGroup"), 1, 5);
        yield return Rate("Logs: 5 reads of tags a second", count("aws:cloudwatch/logGroup:LogGroup"), 1, 5);
        var gateway =
            count("aws:apigatewayv2/api:Api")
            + count("aws:apigatewayv2/integration:Integration")
            + count("aws:apigatewayv2/route:Route")
            + count("aws:apigatewayv2/stage:Stage");
        yield return Rate("API Gateway: 10 calls a second of all kinds (2.7 calls a resource: an estimate)", gateway, 2.7, 10);
        yield return Rate(
            "Lambda: 15 control calls a second (4.5 calls a function: an estimate)",
            count("aws:lambda/function:Function"),
            4.5,
            15
        );
    }

    static Floor Rate(string what, int resources, double calls, double rate) =>
        new(
            what,
            string.Create(CultureInfo.InvariantCulture, $"{resources}{(calls == 1 ? "" : $" x {calls}")} / {rate}"),
            resources * calls / rate
        );

    static IEnumerable<Cost> IdleCosts(ClassPlan plan, Func<string, int> count)
    {
        var dashboards = count("aws:cloudwatch/dashboard:Dashboard");
        yield return new(
            "dashboards",
            $"{dashboards} x $3",
            dashboards * Prices.DashboardMonth,
            "$3 a month each, three of an account free; 2026-06"
        );
        var metrics = plan
            .Resources.Where(resource => resource.Key.Type == "aws:cloudwatch/metricAlarm:MetricAlarm")
            .Sum(resource => MetricsOf(resource.Inputs));
        yield return new(
            "alarms",
            $"{metrics} alarm metrics x $0.10",
            metrics * Prices.AlarmMetricMonth,
            "$0.10 a month for each metric that an alarm watches, ten of an account free; 2026-06"
        );
    }

    static IEnumerable<Cost> DayCosts(ClassPlan plan, int runs)
    {
        var workflows = plan
            .Resources.Where(resource => resource.Key.Type == "aws:sfn/stateMachine:StateMachine")
            .ToLookup(resource => (string?)resource.Inputs["type"] == "EXPRESS", resource => Steps(resource.Inputs) * runs);
        var (standard, express) = (workflows[false].Sum(), workflows[true].Count() * runs);
        var steps = standard + workflows[true].Sum();
        var dollars = string.Create(CultureInfo.InvariantCulture, $"{standard:N0} transitions x $0.025 / 1,000");
        yield return new(
            "Standard workflows",
            $"{dollars} ({runs} runs of each, every state once)",
            standard * Prices.Transition,
            "$0.025 for 1,000 transitions, 4,000 a month free; 2026"
        );
        yield return new(
            "Express workflows",
            $"{express:N0} requests x $1 / 1,000,000",
            express * Prices.ExpressRequest,
            "$1.00 for a million requests, and memory by time; 2026-03"
        );
        var compute = steps * SecondsOfStep * GigabytesOfFunction;
        yield return new(
            "functions",
            string.Create(CultureInfo.InvariantCulture, $"{steps:N0} calls x $0.20 / 1,000,000 + {compute:N0} GB-s x $0.0000166667"),
            steps * Prices.LambdaRequest + compute * Prices.LambdaGigabyteSecond,
            "a million calls and 400,000 GB-s a month free; 2025-12"
        );
        yield return new(
            "logs",
            string.Create(CultureInfo.InvariantCulture, $"{steps * Prices.LogBytesOfStep / 1e9:0.000} GB x $0.50"),
            steps * Prices.LogBytesOfStep / 1e9 * Prices.LogGigabyte,
            "$0.50 for each GB taken in, 5 GB a month free; 2026"
        );
        yield return new(
            "traces",
            $"{steps:N0} x $5 / 1,000,000",
            steps * Prices.Trace,
            "$5 for a million traces, 100,000 a month free; 2026"
        );
    }

    /// <summary>The metrics that an alarm watches.</summary>
    public static int MetricsOf(JsonObject alarm) => ((JsonArray)alarm["metricQueries"]!).Count(query => query!["metric"] is not null);

    /// <summary>Counts every state once: an upper bound for one path, a lower bound if a Map state repeats.</summary>
    public static int Steps(JsonObject workflow) => States(JsonNode.Parse((string)workflow["definition"]!));

    static int States(JsonNode? node) =>
        node switch
        {
            JsonObject map => ((map["States"] as JsonObject)?.Count ?? 0) + map.Sum(member => States(member.Value)),
            JsonArray list => list.Sum(States),
            _ => 0,
        };
}
