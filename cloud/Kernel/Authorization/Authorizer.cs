using System.Collections.Immutable;
using System.Globalization;
using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Authorization;

/// <summary>Checks with IAM all permissions that a call needs, and writes AccessDenied messages in AWS's words.</summary>
sealed class Authorizer(CloudSettings settings, Lazy<ResourceTags> resourceTags, DenialReasons reasons)
{
    public void Check(Service service, string operation, IEnumerable<Permission> needs, Call call)
    {
        foreach (var need in needs)
        {
            var action = need.Action ?? $"{service.Prefix}:{service.ActionOf(operation)}";
            if (need.Resource != "*")
                call.Checked?.Add(need.Resource);
            if (RefusalOf(call.Caller, action, need, call) is { } refusal)
                throw Denied(service, call.Caller, action, need.Resource, refusal, need.DeniedAs);
        }
    }

    /// <summary>Why the caller may not do this; null if it may.</summary>
    public Refusal? RefusalOf(Caller caller, string action, Permission need, Call call)
    {
        if (IsRoot(caller, need))
            return null;
        var (request, policies) = Question(caller, action, need, call);
        var decision = AccessEvaluator.Evaluate(request, policies);
        return decision.IsAllowed
            ? null
            : new(
                decision,
                MissingParts.Explain(UnmetConditions.Of(request, policies, decision)),
                reasons.Of(caller, request, need, decision)
            );
    }

    public Decision Decide(Caller caller, string action, Permission need, Call call)
    {
        if (IsRoot(caller, need))
            return new(Reason.Allowed);
        var (request, policies) = Question(caller, action, need, call);
        return AccessEvaluator.Evaluate(request, policies);
    }

    /// <summary>Identity policies do not limit the root user, as on AWS.</summary>
    static bool IsRoot(Caller caller, Permission need) => caller.IsRoot && need.ResourcePolicy is null;

    (AccessRequest Request, ApplicablePolicies Policies) Question(Caller caller, string action, Permission need, Call call) =>
        (
            new(caller.Principal, action, need.Resource, settings.Account) { Context = ContextOf(caller, need, call) },
            new()
            {
                Identity = caller.Identity,
                Boundary = caller.Boundary,
                Session = caller.Session,
                Resource = need.ResourcePolicy,
            }
        );

    public static AwsException Denied(
        Service service,
        Caller caller,
        string action,
        string resource,
        Refusal refusal,
        string introduction = ""
    )
    {
        var denied = Denied(service, caller, action, resource, refusal.Decision, introduction, refusal.Missing);
        denied.Denial = refusal.Why;
        return denied;
    }

    public static AwsException Denied(
        Service service,
        Caller caller,
        string action,
        string resource,
        Decision decision,
        string introduction = "",
        string explanation = ""
    )
    {
        var who = caller.Principal.Kind == PrincipalKind.Anonymous ? "Anonymous user" : $"User: {caller.Arn}";
        var where = service.QuotesResources ? $"\"{resource}\"" : resource;
        return new(
            service.AccessDenied,
            $"{introduction}{who} is not authorized to perform: {action} on resource: {where} {decision.Because(action)}{explanation}",
            service.AccessDeniedStatus
        );
    }

    ImmutableDictionary<string, ImmutableArray<string>> ContextOf(Caller caller, Permission need, Call call)
    {
        var keys = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);
        void Set(string key, string value) => keys[key] = [value];
        Set("aws:CurrentTime", call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Set("aws:EpochTime", call.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        Set("aws:SecureTransport", call.IsSecure ? "true" : "false");
        Set("aws:RequestedRegion", settings.Region);
        if (caller.Principal.Kind is not (PrincipalKind.Service or PrincipalKind.Anonymous))
        {
            Set("aws:SourceIp", call.SourceIp);
            Set("aws:PrincipalArn", caller.Principal.Arn);
            Set("aws:PrincipalAccount", caller.Principal.Account);
            Set("aws:userid", caller.UserId);
            Set(
                "aws:PrincipalType",
                caller.Principal.Kind switch
                {
                    PrincipalKind.Root => "Account",
                    PrincipalKind.User => "User",
                    _ => "AssumedRole",
                }
            );
        }
        if (call.UserAgent is { } agent)
            Set("aws:UserAgent", agent);
        if (caller.UserName is { } name)
            Set("aws:username", name);
        foreach (var (tag, value) in caller.Tags)
            Set($"aws:PrincipalTag/{tag}", value);
        foreach (var (key, value) in caller.Context)
            Set(key, value);
        // The keys of the request replace those above. A key that is given several times has several values: tags, targets of a rule.
        foreach (var group in need.Context.GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
            keys[group.Key] = [.. group.Select(pair => pair.Value)];
        if (ResourceTags.AreAskedBy(caller, need.ResourcePolicy))
        {
            foreach (var (key, value) in resourceTags.Value.Of(need.Resource))
                Set(key, value);
        }
        return keys.ToImmutable();
    }
}

/// <summary>A decision of IAM against a caller.</summary>
/// <param name="Missing">What the message adds about a missing boundary or tag; often empty.</param>
sealed record Refusal(Decision Decision, string Missing, Denial Why);
