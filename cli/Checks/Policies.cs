using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Checks;

/// <summary>The statements of all policies of a role: its own, and those that are attached to it.</summary>
sealed record Policies(IReadOnlyList<JsonObject> Statements)
{
    public static async Task<Policies> ReadAsync(Account account, string role)
    {
        if (!(await account.RolesAsync().ConfigureAwait(false)).TryGetValue(role, out var found))
            return new([]);
        var attached = await Task.WhenAll(found.Attached.Select(policy => DocumentAsync(account, policy.PolicyArn))).ConfigureAwait(false);
        return new([.. found.Inline.Concat(attached).SelectMany(StatementsOf)]);
    }

    /// <summary>The allowed actions of statements on every resource: "*", or every resource of a kind.</summary>
    public IEnumerable<string> OnEverything =>
        Statements
            .Where(statement => (string?)statement["Effect"] == "Allow" && Texts(statement["Resource"]).Any(IsEverything))
            .SelectMany(statement => statement.ContainsKey("NotAction") ? ["everything but some actions"] : Texts(statement["Action"]));

    public static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            null => [],
            JsonArray list => list.Select(item => (string)item!),
            _ => [(string)node!],
        };

    static bool IsEverything(string resource) =>
        resource == "*" || resource.Split(':', 6) is [_, _, _, _, _, "*" or "function:*" or "stateMachine:*"];

    static IEnumerable<JsonObject> StatementsOf(JsonObject policy) =>
        policy["Statement"] switch
        {
            JsonArray list => list.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => [],
        };

    static Task<JsonObject> DocumentAsync(Account account, string arn) =>
        account.OnceAsync(
            $"policy {arn}",
            async () =>
            {
                var policy = await account.Aws.Operation<GetPolicy>().CallAsync(new(arn)).ConfigureAwait(false);
                var version = await account
                    .Aws.Operation<GetPolicyVersion>()
                    .CallAsync(new(arn, policy.Policy.DefaultVersionId))
                    .ConfigureAwait(false);
                return JsonSerializer.Deserialize<JsonObject>(Uri.UnescapeDataString(version.PolicyVersion.Document!))!;
            }
        );
}
