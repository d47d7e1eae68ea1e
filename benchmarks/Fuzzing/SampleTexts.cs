using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>
/// Sample values for members of inputs, selected by the name of the member: names, ARNs, texts of the small languages. Most of them are in
/// samples.json.
/// </summary>
static class SampleTexts
{
    const string Account = "000000000000";

    /// <summary>The name of resources that are created once and kept, and the name of resources that are created and deleted.</summary>
    public const string Kept = "fuzz",
        Passing = "temp";

    static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    static readonly JsonObject Samples = Read();
    static readonly Dictionary<string, string[]> ByName = Section("texts")
        .ToDictionary(entry => entry.Key, entry => entry.Value!.AsArray().Select(Text).ToArray());

    static readonly Dictionary<string, string> ByArn = Section("names").ToDictionary(entry => entry.Key, entry => Text(entry.Value));
    static readonly Dictionary<string, string> Resources = Section("resources")
        .ToDictionary(entry => entry.Key, entry => Text(entry.Value));
    static readonly Dictionary<string, HashSet<string>> LeftOut = Section("leftOut")
        .ToDictionary(entry => entry.Key, entry => entry.Value!.AsArray().Select(Text).ToHashSet());

    static readonly HashSet<string> Wanted = [.. Samples["wanted"]!.AsArray().Select(Text)];

    public static string Trust => ByName["AssumeRolePolicyDocument"][0];

    public static string Definition => ByName["Definition"][0];

    public static string OpenPolicy => ByName["PolicyInput"][0];

    public static string Time(string name) =>
        DateTimeOffset
            .UtcNow.AddMinutes(name.StartsWith("Start", StringComparison.Ordinal) ? -60 : -1)
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Members that would change the meaning of a valid request: the token of a page after the last one, a filter that matches nothing.
    /// </summary>
    public static bool IsLeftOut(KnownOperation operation, string member) =>
        LeftOut["*"].Contains(member) || LeftOut.GetValueOrDefault(operation.ToString())?.Contains(member) == true;

    public static bool IsWanted(string member) => Wanted.Contains(member);

    public static string Of(KnownOperation operation, string member, IReadOnlyDictionary<string, string> known, Random random)
    {
        // Resources of the setup must not be deleted, because other requests need them.
        if (
            known.TryGetValue(member, out var captured)
            && (!operation.Name.StartsWith("Delete", StringComparison.Ordinal) || random.Next(10) == 0)
        )
            return captured;
        var name = NameFor(operation, random);
        return (operation.ToString(), member) switch
        {
            ("sqs:GetQueueAttributes" or "sqs:ReceiveMessage", "AttributeName") => "All",
            ("sns:SetTopicAttributes", "AttributeName") => "DisplayName",
            ("sns:SetSubscriptionAttributes", "AttributeName") => "FilterPolicy",
            ("sns:SetSubscriptionAttributes", "AttributeValue") => """{"a":["x",{"numeric":[">",1]}]}""",
            (_, "AttributeValue") => "value",
            ("sns:AddPermission", "ActionName") => "Publish",
            ("events:PutTargets", "Target") => "x",
            ("events:PutTargets", "Id") or ("events:RemoveTargets", "Id") => "target",
            ("events:PutPermission", "Action") => "events:PutEvents",
            ("events:DescribeEventBus" or "events:CreateEventBus" or "events:DeleteEventBus" or "events:UpdateEventBus", "Name") => name,
            ("sqs:SendMessageBatch" or "sqs:DeleteMessageBatch" or "sqs:ChangeMessageVisibilityBatch" or "sns:PublishBatch", "Id") => "one",
            ("states:StartSyncExecution", "StateMachineArn") => $"arn:aws:states:us-east-1:{Account}:stateMachine:express",
            ("states:StartExecution" or "states:StartSyncExecution", "Name") => $"run-{random.Next()}",
            ("apigateway:CreateRoute" or "apigateway:UpdateRoute", "Target") => $"integrations/{known.GetValueOrDefault("IntegrationId")}",
            ("tag:GetResources", "ResourceARN") or ("tag:GetResources", "ResourceARNList") => $"arn:aws:sqs:us-east-1:{Account}:{Kept}",
            ("cloudwatch:PutDashboard" or "cloudwatch:GetDashboard" or "cloudwatch:DeleteDashboards", "DashboardName") => name,
            ("iam:UpdateAssumeRolePolicy", "PolicyDocument") => Trust,
            ("states:TestState", "Definition") => """{"Type":"Pass","Parameters":{"a.$":"$.a"},"End":true}""",
            ("sts:AssumeRole", "PolicyArn") => $"arn:aws:iam::{Account}:policy/{Kept}",
            (_, "ResourceARN" or "ResourceArn" or "Resource") => Named(
                    Resources.GetValueOrDefault(operation.Service.Prefix, Resources["sns"]),
                    name
                )
                .Replace("@ApiId", known.GetValueOrDefault("ApiId") ?? "x", StringComparison.Ordinal),
            _ when ByName.TryGetValue(member, out var texts) => texts[random.Next(texts.Length)],
            _ when ByArn.TryGetValue(member, out var arn) => Named(arn, name),
            _ => name,
        };
    }

    public static string Number(KnownOperation operation, string member) =>
        member switch
        {
            "Period" or "Timeout" => "60",
            "MemorySize" => "128",
            "Size" => "512",
            "RetentionInDays" => "7",
            "Timestamp" or "EndTime" => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            "StartTime" => "0",
            "MaxSessionDuration" or "DurationSeconds" => "3600",
            "Weight" => "100",
            "TimeoutInMillis" => "1000",
            "MaximumEventAgeInSeconds" => "60",
            "MinimumPasswordLength" => "8",
            "WaitTimeSeconds" or "DelaySeconds" or "MaximumRetryAttempts" or "ReservedConcurrentExecutions" => "0",
            "KmsDataKeyReusePeriodSeconds" => "300",
            "MaximumConcurrency" => "2",
            _ => operation.Name == "GetMetricData" && member == "Value" ? "1.5" : "1",
        };

    public static string Bytes(string member) => member == "ZipFile" ? Zip.Value : "aGVsbG8=";

    public static IEnumerable<string> Names(KnownOperation operation, string member) =>
        (operation.Service.Prefix, member) switch
        {
            ("sqs", "Attributes") => ["VisibilityTimeout", "Policy"],
            ("sns", "Attributes") => operation.Name == "Subscribe" ? ["FilterPolicy", "RawMessageDelivery"] : ["DisplayName"],
            (_, "InputPathsMap") => ["a", "b"],
            (_, "RouteSettings") => ["GET /a/{b}"],
            (_, "Dimensions") => ["d"],
            _ => ["a", "b"],
        };

    public static string Entry(KnownOperation operation, string member, string key, IReadOnlyDictionary<string, string> known) =>
        (operation.Service.Prefix, key) switch
        {
            ("sqs", "VisibilityTimeout") => "1",
            (_, "Policy") => ByName["Policy"][0],
            (_, "FilterPolicy") => """{"a":["x"]}""",
            (_, "RawMessageDelivery") => "true",
            (_, "d") => "$.level",
            _ when member == "InputPathsMap" => "$.detail.b",
            _ when member == "RequestParameters" => "$request.body.x",
            _ => "value",
        };

    static string NameFor(KnownOperation operation, Random random)
    {
        var comesAndGoes =
            operation.Name.StartsWith("Delete", StringComparison.Ordinal)
            || operation.Name.StartsWith("Create", StringComparison.Ordinal)
            || operation.Name.StartsWith("Remove", StringComparison.Ordinal);
        return random.Next(10) < (comesAndGoes ? 9 : 2) ? Passing : Kept;
    }

    static readonly Lazy<string> Zip = new(() =>
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("a.txt").Open();
            entry.Write(Encoding.UTF8.GetBytes("a"));
        }
        return Convert.ToBase64String(zip.ToArray());
    });

    static JsonObject Read()
    {
        using var stream = typeof(SampleTexts).Assembly.GetManifestResourceStream("samples.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    static JsonObject Section(string name) => Samples[name]!.AsObject();

    /// <summary>The text of a JSON string; any other value as JSON.</summary>
    static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node!.ToJsonString(Compact);

    static string Named(string template, string name) => template.Replace("{name}", name, StringComparison.Ordinal);
}
