using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Iam.Sts;

sealed class AssumeRole(IamStore iam, Sessions sessions, Authorizer authorizer, StsService service)
    : IOperation<AssumeRole.Input, AssumeRole.Output>
{
    public sealed record PolicyArn([property: JsonPropertyName("arn")] string Arn);

    public sealed record Input(
        string RoleArn,
        string RoleSessionName,
        int? DurationSeconds = null,
        string? Policy = null,
        IReadOnlyList<PolicyArn>? PolicyArns = null,
        IReadOnlyList<Tag>? Tags = null,
        string? ExternalId = null,
        IReadOnlyList<string>? TransitiveTagKeys = null
    );

    public sealed record User(string AssumedRoleId, string Arn);

    public sealed record Output(Credentials Credentials, User AssumedRoleUser);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        Permission.NotNeeded("the operation itself asks for sts:AssumeRole, because a role that does not exist is denied too");

    public Output Run(Input input, Call call)
    {
        if (!IsArn(input.RoleArn))
            throw new AwsException("ValidationError", $"{input.RoleArn} is invalid");
        var tags = SessionTags.Of(input.Tags, input.TransitiveTagKeys, call.Caller);
        // For a role that does not exist, AWS answers with the same AccessDenied error as for a role that may not be assumed.
        var role =
            iam.RoleByArn(input.RoleArn) ?? throw Denied(call, "sts:AssumeRole", input.RoleArn, new(Access.Reason.NoResourcePolicyAllows));
        var need = new Permission(input.RoleArn) { ResourcePolicy = Policies.Parse(role.Trust) }
            .With("sts:ExternalId", input.ExternalId)
            .With("sts:RoleSessionName", input.RoleSessionName);
        Check(call, "sts:AssumeRole", need);
        // AWS: to pass session tags, the caller needs sts:TagSession, which the trust policy must allow too.
        if (input.Tags is { Count: > 0 } || input.TransitiveTagKeys is { Count: > 0 })
            Check(
                call,
                "sts:TagSession",
                (input.Tags ?? []).Aggregate(
                    need,
                    (known, tag) => known.With($"aws:RequestTag/{tag.Key}", tag.Value).With("aws:TagKeys", tag.Key)
                )
            );
        var seconds = input.DurationSeconds ?? 3600;
        if (seconds < 900 || seconds > role.MaxSessionDuration)
            throw new AwsException("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        var policies = (input.PolicyArns ?? [])
            .Select(policy => iam.Policy(policy.Arn).Default.Document)
            .Concat(input.Policy is null ? [] : [Policies.Check(input.Policy)]);
        var credentials = sessions.Open(
            role.Name,
            null,
            input.RoleSessionName,
            TimeSpan.FromSeconds(seconds),
            policies,
            tags.All,
            tags.Transitive
        );
        return new(
            credentials,
            new($"{role.Id}:{input.RoleSessionName}", $"arn:aws:sts::{iam.Account}:assumed-role/{role.Name}/{input.RoleSessionName}")
        );
    }

    static bool IsArn(string text) => text.Split(':', 6) is ["arn", { Length: > 0 }, { Length: > 0 }, _, _, { Length: > 0 }];

    void Check(Call call, string action, Permission need)
    {
        var decision = authorizer.Decide(call.Caller, action, need, call);
        if (!decision.IsAllowed)
            throw Denied(call, action, need.Resource, decision);
    }

    AwsException Denied(Call call, string action, string role, Access.Decision decision) =>
        decision.Reason == Access.Reason.NoResourcePolicyAllows
            ? new("AccessDenied", $"User: {call.Caller.Arn} is not authorized to perform: {action} on resource: {role}", 403)
            : Authorizer.Denied(service, call.Caller, action, role, decision);
}
