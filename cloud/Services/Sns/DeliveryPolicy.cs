using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.Sns;

/// <summary>The delivery policy of a topic for HTTP endpoints: what was set, and what is in effect.</summary>
static class DeliveryPolicy
{
    const string Default = """
        {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,
        "numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,
        "defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}
        """;

    /// <summary>The policy as it is shown: without nulls, and with the flag that AWS adds. Null if it sets nothing.</summary>
    public static string? Shown(string? policy)
    {
        if (policy is null || BoundedJson.TryParse(policy) is not JsonObject { } set || set["http"] is not JsonObject http)
            return null;
        foreach (var name in http.Where(member => member.Value is null).Select(member => member.Key).ToList())
            http.Remove(name);
        if (!http.ContainsKey("disableSubscriptionOverrides"))
            http["disableSubscriptionOverrides"] = false;
        return set.ToJsonString();
    }

    /// <summary>The defaults with what the policy sets.</summary>
    public static string Effective(string? policy)
    {
        var effective = (JsonObject)BoundedJson.Parse(Default, LanguageLimits.Json)!;
        if (policy is not null && BoundedJson.TryParse(policy) is JsonObject set)
            Merge(effective, set);
        return effective.ToJsonString();
    }

    static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from.Where(member => member.Value is not null))
        {
            if (value is JsonObject inner && into[name] is JsonObject known)
                Merge(known, inner);
            else
                into[name] = value!.DeepClone();
        }
    }
}
