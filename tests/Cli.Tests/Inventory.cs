using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cli.Tests;

/// <summary>What is in a cloud, asked of the cloud itself and not of anybody's state.</summary>
static class Inventory
{
    public static async Task<List<string>> AllAsync(WireClient root)
    {
        var found = new List<string>();
        async Task Json(string service, string operation, object input, string list, string name) =>
            found.AddRange(
                ((JsonArray?)(await root.CallAsync(service, operation, input))[list] ?? []).Select(item =>
                    $"{operation}: {(item is JsonObject map ? map[name] : item)}"
                )
            );
        async Task Xml(string operation, string name, params (string, string)[] parameters) =>
            found.AddRange(
                (await root.FormAsync("iam", operation, parameters))
                    .Descendants()
                    .Where(element => element.Name.LocalName == name)
                    .Select(element => $"{operation}: {element.Value}")
            );
        async Task Rest(string service, string path, string list, string name) =>
            found.AddRange(
                ((JsonArray)(await root.RestAsync(service, HttpMethod.Get, path)).Json[list]!).Select(item => $"{path}: {item![name]}")
            );

        await Json("states", "ListStateMachines", new { maxResults = 1000 }, "stateMachines", "name");
        foreach (var prefix in (string[])["/aws/lambda/", "/aws/vendedlogs/"])
        {
            string? next = null;
            do
            {
                var page = await root.CallAsync(
                    "logs",
                    "DescribeLogGroups",
                    next is null ? new { logGroupNamePrefix = prefix } : (object)new { logGroupNamePrefix = prefix, nextToken = next }
                );
                found.AddRange(((JsonArray)page["logGroups"]!).Select(group => $"DescribeLogGroups: {group!["logGroupName"]}"));
                next = (string?)page["nextToken"];
            } while (next is not null);
        }
        await Json("sqs", "ListQueues", new { }, "QueueUrls", "");
        await Json("events", "ListEventBuses", new { }, "EventBuses", "Name");
        await Json("monitoring", "DescribeAlarms", new { MaxRecords = 100 }, "MetricAlarms", "AlarmName");
        await Json("monitoring", "ListDashboards", new { }, "DashboardEntries", "DashboardName");
        await Xml("ListRoles", "RoleName", ("MaxItems", "1000"));
        await Xml("ListUsers", "UserName");
        await Xml("ListPolicies", "PolicyName", ("Scope", "Local"));
        await Rest("lambda", "/2015-03-31/functions?MaxItems=1000", "Functions", "FunctionName");
        await Rest("lambda", "/2015-03-31/event-source-mappings", "EventSourceMappings", "EventSourceArn");
        await Rest("apigateway", "/v2/apis?maxResults=1000", "items", "name");
        found.AddRange(
            (await root.FormAsync("sns", "ListTopics"))
                .Descendants()
                .Where(element => element.Name.LocalName == "TopicArn")
                .Select(element => $"ListTopics: {element.Value}")
        );
        found.AddRange(
            System
                .Xml.Linq.XDocument.Parse((await root.SendAsync("s3", HttpMethod.Get, "/", "", "text/plain")).Body)
                .Descendants()
                .Where(element => element.Name.LocalName == "Bucket")
                .Select(bucket => $"ListBuckets: {bucket.Elements().First(element => element.Name.LocalName == "Name").Value}")
        );
        // What every account has.
        return
        [
            .. found
                .Select(item => item.Replace(root.Endpoint, "", StringComparison.Ordinal))
                .Where(item => item is not "ListEventBuses: default")
                .Order(StringComparer.Ordinal),
        ];
    }
}
