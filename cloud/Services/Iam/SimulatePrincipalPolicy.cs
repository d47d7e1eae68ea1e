using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

/// <summary>Evaluates which actions a user, role or group may perform, with the same evaluator that decides real calls.</summary>
sealed class SimulatePrincipalPolicy(IamStore iam, Authorizer authorizer)
    : IOperation<SimulatePrincipalPolicy.Input, SimulatePrincipalPolicy.Output>
{
    public sealed record Entry(string ContextKeyName, IReadOnlyList<string> ContextKeyValues, string ContextKeyType = "string");

    public sealed record Input(
        string PolicySourceArn,
        IReadOnlyList<string> ActionNames,
        IReadOnlyList<string>? ResourceArns = null,
        IReadOnlyList<string>? PolicyInputList = null,
        IReadOnlyList<Entry>? ContextEntries = null,
        string? ResourcePolicy = null
    );

    public sealed record Result(
        string EvalActionName,
        string EvalResourceName,
        string EvalDecision,
        IReadOnlyList<string> MatchedStatements,
        IReadOnlyList<string> MissingContextValues
    );

    public sealed record Output(IReadOnlyList<Result> EvaluationResults, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicySourceArn)];

    public Output Run(Input input, Call call)
    {
        var caller = Who(input.PolicySourceArn);
        caller = caller with
        {
            Identity = [.. caller.Identity, .. (input.PolicyInputList ?? []).Select(text => Policies.Parse(Policies.Check(text)))],
        };
        var resources = input.ResourceArns is { Count: > 0 } given ? given : ["*"];
        return new(
            [.. input.ActionNames.SelectMany(action => resources.Select(resource => Try(input, caller, action, resource, call)))],
            false
        );
    }

    Result Try(Input input, Caller caller, string action, string resource, Call call)
    {
        var need = new Permission(resource)
        {
            Context =
            [
                .. (input.ContextEntries ?? []).SelectMany(entry => entry.ContextKeyValues.Select(value => (entry.ContextKeyName, value))),
            ],
            ResourcePolicy = Policies.ParseOptional(input.ResourcePolicy),
        };
        var decision = authorizer.Decide(caller, action, need, call);
        return new(
            action,
            resource,
            decision.IsAllowed ? "allowed"
                : decision.Reason.ToString().StartsWith("Explicit", StringComparison.Ordinal) ? "explicitDeny"
                : "implicitDeny",
            [],
            []
        );
    }

    Caller Who(string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        if (arn.Contains(":role/", StringComparison.Ordinal))
            return iam.ActAs(Exactly(iam.Role(name), arn), "simulation");
        if (arn.Contains(":user/", StringComparison.Ordinal))
            return iam.ActAs(Exactly(iam.User(name), arn));
        if (!arn.Contains(":group/", StringComparison.Ordinal))
            throw new AwsException("InvalidInput", $"{arn} is not the ARN of a user, group or role");
        return new(new(PrincipalKind.User, arn, iam.Account), "simulation") { Identity = iam.PoliciesOf(Exactly(iam.Group(name), arn)) };
    }

    /// <summary>IAM has allowed this ARN to the caller, and so another path before the same name must not lead to the identity.</summary>
    T Exactly<T>(T identity, string arn)
        where T : Identity => identity.Arn(iam.Account) == arn ? identity : throw IamStore.NoSuchEntity($"{arn} cannot be found.");
}
