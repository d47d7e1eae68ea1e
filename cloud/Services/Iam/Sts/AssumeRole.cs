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
        var role = iam.RoleByArn(input.RoleArn) ?? throw NoRole(call, input.RoleArn);
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
        if (authorizer.RefusalOf(call.Caller, action, need, call) is not { } refusal)
            return;
        if (refusal.Decision.Reason != Access.Reason.NoResourcePolicyAllows)
            throw Authorizer.Denied(service, call.Caller, action, need.Resource, refusal);
        throw Unauthorized(call, action, need.Resource, refusal.Why);
    }

    static AwsException NoRole(Call call, string arn) =>
        Unauthorized(call, "sts:AssumeRole", arn, new("sts:AssumeRole", arn, Denial.NoSuchRole, null, null, []));

    /// <summary>AWS does not tell the caller what the trust policy of a role lacks.</summary>
    static AwsException Unauthorized(Call call, string action, string role, Denial why) =>
        new("AccessDenied", $"User: {call.Caller.Arn} is not authorized to perform: {action} on resource: {role}", 403) { Denial = why };
}
