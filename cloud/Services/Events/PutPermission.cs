using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Events;

sealed class PutPermission(RuleStore rules) : IOperation<PutPermission.Input, Nothing>
{
    public sealed record Input(
        string? EventBusName = null,
        string? Action = null,
        string? Principal = null,
        string? StatementId = null,
        Condition? Condition = null,
        string? Policy = null
    );

    public sealed record Condition(string Type, string Key, string Value);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Nothing Run(Input input, Call call)
    {
        var bus = rules.Bus(input.EventBusName);
        if (input.Policy is { } policy)
        {
            rules.Put(bus with { Policy = Policies.Check(policy, "ValidationException"), Modified = call.Now });
            return Nothing.Value;
        }
        if (input.StatementId is null || input.Principal is null)
            throw RuleStore.Invalid("Parameter StatementId and Principal must be specified, or a Policy.");
        var statement = new JsonObject
        {
            ["Sid"] = input.StatementId,
            ["Effect"] = "Allow",
            ["Principal"] = input.Principal == "*" ? "*" : new JsonObject { ["AWS"] = $"arn:aws:iam::{input.Principal}:root" },
            ["Action"] = input.Action ?? "events:PutEvents",
            ["Resource"] = rules.BusArn(bus.Name),
        };
        if (input.Condition is { } condition)
            statement["Condition"] = new JsonObject { [condition.Type] = new JsonObject { [condition.Key] = condition.Value } };
        rules.Put(bus with { Policy = Policies.Check(BusPolicy.With(bus.Policy, statement), "ValidationException"), Modified = call.Now });
        return Nothing.Value;
    }
}
