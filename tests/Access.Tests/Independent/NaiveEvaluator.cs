using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Classroom.Access.Tests.Independent;

/// <summary>
/// A second evaluator, written from AWS's pages alone: "Policy evaluation logic", "IAM JSON policy elements" and "Condition operators". It
/// reads the JSON of the policies, shares no code with the product, and cares for nothing but being easy to compare with those pages.
/// </summary>
static class NaiveEvaluator
{
    public static bool IsAllowed(NaiveCase question)
    {
        var denies = question.Identity.Any(policy => Applies(policy, "Deny", question)) || HasLimit(question, "Deny");
        if (denies || (question.ResourcePolicy is { } denying && ResourceGrant(denying, "Deny", question) != Grant.Nothing))
            return false;

        var grant = question.ResourcePolicy is { } policy ? ResourceGrant(policy, "Allow", question) : Grant.Nothing;
        // "Resource-based policies and service principals": nothing else speaks for a service or an anonymous caller.
        if (question.Kind is PrincipalKind.Service or PrincipalKind.Anonymous)
            return grant == Grant.ToTheCaller;

        var isOwnAccount = question.CallerAccount == question.ResourceAccount;
        var needsTheResource = !isOwnAccount || question.Action is "sts:AssumeRole" or "sts:TagSession";
        if (needsTheResource && grant == Grant.Nothing)
            return false;
        var isLimited =
            (question.Boundary is { } boundary && !Applies(boundary, "Allow", question))
            || (question.Session.Count > 0 && !question.Session.Any(session => Applies(session, "Allow", question)));
        // "Within the same account, resource-based policies that grant permissions to an IAM user or a session are not limited by an
        // implicit deny in a permissions boundary"; those that name the ARN of a role are.
        if (isOwnAccount && grant == Grant.ToTheCaller)
            return true;
        if (isOwnAccount && grant == Grant.ToTheRole)
            return !isLimited;
        return question.Kind == PrincipalKind.Root
            || (question.Identity.Any(identity => Applies(identity, "Allow", question)) && !isLimited);
    }

    enum Grant
    {
        Nothing,
        ToTheAccount,
        ToTheRole,
        ToTheCaller,
    }

    static bool HasLimit(NaiveCase question, string effect) =>
        (question.Boundary is { } boundary && Applies(boundary, effect, question))
        || question.Session.Any(session => Applies(session, effect, question));

    static bool Applies(JsonObject policy, string effect, NaiveCase question) =>
        Statements(policy).Any(statement => statement["Effect"]!.ToString() == effect && Matches(policy, statement, question));

    static Grant ResourceGrant(JsonObject policy, string effect, NaiveCase question)
    {
        var best = Grant.Nothing;
        foreach (var statement in Statements(policy))
        {
            if (statement["Effect"]!.ToString() != effect || !Matches(policy, statement, question))
                continue;
            var found = Grant.Nothing;
            if (statement["Principal"] is { } principal)
                found = GrantOf(principal, question);
            else if (statement["NotPrincipal"] is { } except)
            {
                // "will always deny any IAM principal that has a permissions boundary policy attached"
                var isExcepted = GrantOf(except, question) != Grant.Nothing;
                found = !isExcepted || (effect == "Deny" && question.Boundary is not null) ? Grant.ToTheCaller : Grant.Nothing;
            }
            if (found > best)
                best = found;
        }
        return best;
    }

    static Grant GrantOf(JsonNode principal, NaiveCase question)
    {
        if (principal is JsonValue)
            return Grant.ToTheCaller;
        var best = Grant.Nothing;
        foreach (var (kind, values) in principal.AsObject())
        {
            foreach (var value in Texts(values!))
            {
                var found = Grant.Nothing;
                if (kind == "Service")
                    found = question.Kind == PrincipalKind.Service && question.CallerArn == value ? Grant.ToTheCaller : Grant.Nothing;
                else if (value == "*")
                    found = Grant.ToTheCaller;
                else if (question.Kind is PrincipalKind.Service or PrincipalKind.Anonymous)
                    found = Grant.Nothing;
                else if (value == question.SessionArn)
                    found = Grant.ToTheCaller;
                else if (value == question.CallerArn)
                    found = question.Kind == PrincipalKind.Role ? Grant.ToTheRole : Grant.ToTheCaller;
                else if (value == question.CallerAccount || value == $"arn:aws:iam::{question.CallerAccount}:root")
                    found = Grant.ToTheAccount;
                if (found > best)
                    best = found;
            }
        }
        return best;
    }

    static bool Matches(JsonObject policy, JsonObject statement, NaiveCase question)
    {
        if (statement["Action"] is { } actions && !Texts(actions).Any(action => IsAction(action, question.Action)))
            return false;
        if (statement["NotAction"] is { } others && Texts(others).Any(action => IsAction(action, question.Action)))
            return false;
        var hasVariables = policy["Version"]?.ToString() == "2012-10-17";
        if (statement["Resource"] is { } resources)
        {
            var patterns = Texts(resources).Select(text => Pattern.Parse(text, hasVariables ? question.Context : null));
            if (!patterns.Any(pattern => pattern is not null && pattern.IsResource(question.Resource)))
                return false;
        }
        if (statement["NotResource"] is { } except)
        {
            var patterns = Texts(except).Select(text => Pattern.Parse(text, hasVariables ? question.Context : null)).ToList();
            if (statement["Effect"]!.ToString() == "Allow" && patterns.Any(pattern => pattern is null))
                return false;
            if (patterns.Any(pattern => pattern is not null && pattern.IsResource(question.Resource)))
                return false;
        }
        foreach (var (name, keys) in statement["Condition"]?.AsObject() ?? [])
        {
            foreach (var (key, wanted) in keys!.AsObject())
            {
                if (!Holds(name, key, [.. Texts(wanted!)], question.Context, hasVariables))
                    return false;
            }
        }
        return true;
    }

    static bool IsAction(string pattern, string action) =>
        Regex.IsMatch(action, "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.IgnoreCase);

    static bool Holds(string name, string key, string[] wanted, IReadOnlyDictionary<string, string[]> context, bool hasVariables)
    {
        var actual = context.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value ?? [];
        var quantifier = name.Contains(':') ? name[..name.IndexOf(':')] : "";
        var plain = name[(name.IndexOf(':') + 1)..];
        var ifExists = plain.EndsWith("IfExists");
        if (ifExists)
            plain = plain[..^8];
        if (plain == "Null")
            return wanted.Any(value => (value == "true") == (actual.Length == 0));
        var isNegated = plain.Contains("Not");
        var isTrue = (string value) =>
            wanted.Any(one => Compare(plain.Replace("Not", ""), value, one, hasVariables ? context : null)) != isNegated;
        if (actual.Length > 0)
            return quantifier switch
            {
                "ForAllValues" => actual.All(isTrue),
                "ForAnyValue" => actual.Any(isTrue),
                // One value is enough for a positive operator; a negated one wants that no value matches.
                _ => isNegated ? actual.All(isTrue) : actual.Any(isTrue),
            };
        return quantifier switch
        {
            "ForAnyValue" => false,
            "ForAllValues" => true,
            _ => isNegated || ifExists,
        };
    }

    static bool Compare(string plain, string actual, string wanted, IReadOnlyDictionary<string, string[]>? variables)
    {
        if (plain.StartsWith("String"))
        {
            if (Pattern.Parse(wanted, variables) is not { } pattern)
                return false;
            return plain switch
            {
                "StringEquals" => actual == pattern.Text,
                "StringEqualsIgnoreCase" => string.Equals(actual, pattern.Text, StringComparison.OrdinalIgnoreCase),
                _ => pattern.IsLike(actual),
            };
        }
        if (plain.StartsWith("Arn"))
        {
            // The variables of the cases have no colons.
            var (values, patterns) = (actual.Split(':', 6), wanted.Split(':', 6));
            return values.Length == 6
                && patterns.Length == 6
                && Enumerable
                    .Range(0, 6)
                    .All(part => Pattern.Parse(patterns[part], variables) is { } pattern && pattern.IsLike(values[part]));
        }
        if (plain == "Bool")
            return string.Equals(actual, wanted, StringComparison.OrdinalIgnoreCase);
        if (plain == "IpAddress")
            return IPAddress.TryParse(actual, out var address)
                && IPNetwork.Parse(wanted.Contains('/') ? wanted : wanted + "/32").Contains(address);
        var difference = plain.StartsWith("Numeric")
            ? double.TryParse(actual, CultureInfo.InvariantCulture, out var number)
                ? number - double.Parse(wanted, CultureInfo.InvariantCulture)
                : (double?)null
            : (Seconds(actual) - Seconds(wanted));
        return plain.Replace("Numeric", "").Replace("Date", "") switch
        {
            "Equals" => difference == 0,
            "LessThan" => difference < 0,
            "LessThanEquals" => difference <= 0,
            "GreaterThan" => difference > 0,
            "GreaterThanEquals" => difference >= 0,
            _ => throw new ArgumentException(plain),
        };
    }

    /// <summary>"One of the W3C implementations of the ISO 8601 date formats or in epoch (UNIX) time".</summary>
    static double? Seconds(string text)
    {
        if (Regex.IsMatch(text, "^[0-9]+$"))
            return double.Parse(text, CultureInfo.InvariantCulture);
        return Regex.IsMatch(text, @"^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?$")
            ? (
                DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - DateTimeOffset.UnixEpoch
            ).TotalSeconds
            : null;
    }

    static IEnumerable<JsonObject> Statements(JsonObject policy) =>
        policy["Statement"] is JsonArray list ? list.Select(statement => statement!.AsObject()) : [policy["Statement"]!.AsObject()];

    static IEnumerable<string> Texts(JsonNode values) =>
        values is JsonArray list ? list.Select(value => value!.ToString()) : [values.ToString()];

    /// <summary>A pattern as a list of characters, each with whether it is a wildcard: the value of a variable is plain text.</summary>
    sealed class Pattern(List<(char Character, bool IsWildcard)> characters)
    {
        static readonly string[] WithTypes = ["iam", "sts", "lambda", "states", "logs", "events", "cloudwatch", "xray"];

        public string Text => string.Concat(characters.Select(one => one.Character));

        /// <summary>Null if a variable has no value.</summary>
        public static Pattern? Parse(string text, IReadOnlyDictionary<string, string[]>? variables)
        {
            var characters = new List<(char, bool)>();
            for (var at = 0; at < text.Length; at++)
            {
                if (variables is not null && text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{')
                {
                    var end = text.IndexOf('}', at);
                    var (name, fallback) = text[(at + 2)..end].Split(',') is [var first, var second]
                        ? (first, second.Trim().Trim('\''))
                        : (text[(at + 2)..end], null);
                    var value =
                        name is "*" or "?" or "$" ? name
                        : variables.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value
                            is [var only]
                            ? only
                        : fallback;
                    if (value is null)
                        return null;
                    characters.AddRange(value.Select(character => (character, false)));
                    at = end;
                }
                else
                {
                    characters.Add((text[at], text[at] is '*' or '?'));
                }
            }
            return new(characters);
        }

        public bool IsLike(string text) => Regex.IsMatch(text, $"^(?s:{Expression(characters)})$");

        public bool IsResource(string resource)
        {
            var parts = SplitAtColons();
            if (Text.Split(':')[0] != "arn")
                return IsLike(resource);
            if (parts.Count == 6 && WithTypes.Contains(Plain(parts[2])) && IsTypeWild(parts[5]))
                return false;
            var expression = new StringBuilder();
            for (var part = 0; part < parts.Count; part++)
            {
                var own = parts[part];
                var mayCross = own.Count > 0 && own[^1] == ('*', true);
                expression.Append(part == 0 ? "" : ":");
                expression.Append(
                    part == 5 ? Expression(own)
                    : mayCross ? Expression(own[..^1], within: true) + ".*"
                    : Expression(own, within: true)
                );
            }
            return Regex.IsMatch(resource, $"^(?s:{expression}{(parts.Count < 6 ? "(:.*)?" : "")})$");
        }

        static bool IsTypeWild(List<(char Character, bool IsWildcard)> rest)
        {
            if (rest is [('*', true)])
                return false;
            return rest.TakeWhile(one => one.Character is not (':' or '/')).Any(one => one.IsWildcard);
        }

        List<List<(char Character, bool IsWildcard)>> SplitAtColons()
        {
            var parts = new List<List<(char, bool)>> { new() };
            foreach (var one in characters)
            {
                if (one.Character == ':' && parts.Count < 6)
                    parts.Add([]);
                else
                    parts[^1].Add(one);
            }
            return parts;
        }

        static string Plain(IEnumerable<(char Character, bool IsWildcard)> part) => string.Concat(part.Select(one => one.Character));

        static string Expression(IEnumerable<(char Character, bool IsWildcard)> part, bool within = false) =>
            string.Concat(
                part.Select(one =>
                    one switch
                    {
                        ('*', true) => within ? "[^:]*" : ".*",
                        ('?', true) => within ? "[^:]" : ".",
                        _ => Regex.Escape($"{one.Character}"),
                    }
                )
            );
    }
}

/// <summary>A question for the second evaluator.</summary>
sealed record NaiveCase(
    PrincipalKind Kind,
    string CallerArn,
    string? SessionArn,
    string CallerAccount,
    string Action,
    string Resource,
    string ResourceAccount,
    IReadOnlyDictionary<string, string[]> Context,
    IReadOnlyList<JsonObject> Identity,
    JsonObject? Boundary,
    IReadOnlyList<JsonObject> Session,
    JsonObject? ResourcePolicy
);
