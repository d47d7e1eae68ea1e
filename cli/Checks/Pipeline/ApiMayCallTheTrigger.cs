using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;

namespace Classroom.Cli.Checks.Pipeline;

sealed class ApiMayCallTheTrigger : Check
{
    public override string Lab => "pipeline";

    public override string Sentence => "The policy of trigger-workflow lets this API call the function, and no other API.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The API answers 500, and the function has no log events: was it called at all?",
        "A function has a policy of its own that says which services may call it.",
        "Look at the SourceArn in the function's policy: which API does it name?",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var name = student.Name("trigger-workflow");
        if (await student.FunctionAsync("trigger-workflow").ConfigureAwait(false) is null)
            return Verdict.Blocked("pipeline/functions-exist", $"there is no function {name}");
        var apis = await student.Account.ApisAsync().ConfigureAwait(false);
        if (!apis.TryGetValue(student.Name("workflow-api"), out var api))
            return Verdict.Blocked("pipeline/api-leads-to-the-trigger", $"there is no API {student.Name("workflow-api")}");
        var statements = await StatementsAsync(student, name).ConfigureAwait(false);
        var sources = statements
            .Where(statement => (string?)statement["Principal"]?["Service"] == "apigateway.amazonaws.com")
            .Select(statement => (string?)statement["Condition"]?["ArnLike"]?["AWS:SourceArn"] ?? "every API")
            .ToList();
        return sources.Count == 0 ? Verdict.Failed($"no API may call {name}")
            : sources.FirstOrDefault(source => !source.Contains($":{api.ApiId}/", StringComparison.Ordinal)) is { } other
                ? Verdict.Failed($"{other} may call {name}")
            : Verdict.Passed($"{api.ApiId} may call {name}");
    }

    static async Task<IReadOnlyList<JsonObject>> StatementsAsync(StudentAccount student, string function)
    {
        try
        {
            var policy = await student.Aws.Operation<GetPolicy>().CallAsync(new(function)).ConfigureAwait(false);
            return [.. ((JsonArray)JsonSerializer.Deserialize<JsonObject>(policy.Policy)!["Statement"]!).OfType<JsonObject>()];
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            return [];
        }
    }
}
