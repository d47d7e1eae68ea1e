using System.Text.Json.Nodes;

namespace Classroom.Access.Tests.Independent;

/// <summary>
/// Random questions from a small vocabulary, so that policies often match. The same seed gives the same questions.
/// </summary>
sealed class RandomCases(int seed)
{
    const string Own = "111111111111";
    const string Other = "222222222222";

    static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "lambda:InvokeFunction", "sts:AssumeRole", "sqs:SendMessage"];

    static readonly string[] ActionPatterns = [.. Actions, "*", "s3:*", "S3:get*", "*:Put?bject", "lambda:*", "sts:*", "nothing:*"];

    static readonly string[] Resources =
    [
        "arn:aws:s3:::b/ann/x",
        "arn:aws:s3:::b/a:b",
        "arn:aws:sqs:us-east-1:111111111111:ann-q",
        "arn:aws:lambda:us-east-1:111111111111:function:ann-f:2",
        "arn:aws:iam::111111111111:role/ann-r",
        "*",
    ];

    static readonly string[] ResourcePatterns =
    [
        "*",
        "*",
        "arn:aws:s3:::b/*",
        "arn:aws:s3:::b/${aws:username}/*",
        "arn:aws:s3:::b/${aws:username, 'ann'}/?",
        "arn:aws:s3:::b/${k:none}/*",
        "arn:aws:sqs",
        "arn:aws:sqs:*:ann-q",
        "arn:aws:s*s:us-east-1:*",
        "arn:aws:sqs:us-east-?:111111111111:${k:tag}-*",
        "arn:aws:lambda:*:*:*:ann-f*",
        "arn:aws:lambda:*:*:function:ann-*",
        "arn:aws:lambda:us-*",
        "arn:aws:iam::*:r*",
        "arn:aws:iam::111111111111:role/*",
        "arn:aws:iam::111111111111:*",
        "a*",
    ];

    static readonly string[] Principals =
    [
        "*",
        Own,
        Other,
        $"arn:aws:iam::{Own}:root",
        $"arn:aws:iam::{Own}:user/ann",
        $"arn:aws:iam::{Own}:user/bob",
        $"arn:aws:iam::{Own}:role/ann-r",
        $"arn:aws:sts::{Own}:assumed-role/ann-r/s",
        $"arn:aws:iam::{Other}:user/ann",
    ];

    /// <summary>Operators with the values that policies and requests may have for them.</summary>
    static readonly (string[] Operators, string[] Wanted, string[] Actual)[] Conditions =
    [
        (
            ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"],
            ["a", "A", "a*", "?", "*", "${aws:username}", "${k:none}", "${k:none, 'a'}", "${*}", "${k:tag}*"],
            ["a", "A", "ab", "ann", "*", ""]
        ),
        (
            ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
            ["arn:aws:sns:*:*:a*", "arn:aws:sns:*", "arn:aws:sns:x:1:${k:tag}", "*", "arn:aws:sns:x:1:${k:none}"],
            ["arn:aws:sns:x:1:ann", "arn:aws:sns:x:1:bob:s", "ann"]
        ),
        (["Bool"], ["true", "false", "${k:tag}"], ["true", "False", "x"]),
        (["IpAddress", "NotIpAddress"], ["10.0.0.0/8", "10.1.2.3", "2001:db8::/32"], ["10.1.2.3", "11.0.0.1", "2001:db8::1", "x"]),
        (
            [
                "NumericEquals",
                "NumericNotEquals",
                "NumericLessThan",
                "NumericLessThanEquals",
                "NumericGreaterThan",
                "NumericGreaterThanEquals",
            ],
            ["10", "-1.5"],
            ["10", "10.0", "9", "11", "x", "-1.5"]
        ),
        (
            ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
            ["2026-01-02T00:00:00Z", "2025-06-01T12:00:00Z"],
            ["2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00+02:00", "soon"]
        ),
        (["Null"], ["true", "false"], ["a"]),
    ];

#pragma warning disable CA5394 // the questions are to be the same in every run
    readonly Random random = new(seed);
#pragma warning restore CA5394

    public NaiveCase Next()
    {
        var (kind, arn, session, account) = Pick<(PrincipalKind, string, string?, string)>([
            (PrincipalKind.User, $"arn:aws:iam::{Own}:user/ann", null, Own),
            (PrincipalKind.User, $"arn:aws:iam::{Own}:user/ann", null, Own),
            (PrincipalKind.Role, $"arn:aws:iam::{Own}:role/ann-r", $"arn:aws:sts::{Own}:assumed-role/ann-r/s", Own),
            (PrincipalKind.Role, $"arn:aws:iam::{Own}:role/ann-r", $"arn:aws:sts::{Own}:assumed-role/ann-r/s", Own),
            (PrincipalKind.Root, $"arn:aws:iam::{Own}:root", null, Own),
            (PrincipalKind.Service, "events.amazonaws.com", null, ""),
            (PrincipalKind.Anonymous, "anonymous", null, ""),
            (PrincipalKind.User, $"arn:aws:iam::{Other}:user/ann", null, Other),
        ]);
        var hasPolicies = kind is PrincipalKind.User or PrincipalKind.Role;
        var context = new Dictionary<string, string[]>();
        if (kind == PrincipalKind.User)
            context["aws:username"] = ["ann"];
        if (Chance(0.7))
            context["k:tag"] = [Pick(["ann", "a", "*"])];
        foreach (var key in (string[])["k:one", "k:two"])
        {
            var values = Pick(Conditions).Actual;
            if (Chance(0.75))
                context[key] = [.. Enumerable.Range(0, Pick([0, 1, 1, 1, 2, 3])).Select(_ => Pick(values))];
        }
        return new(
            kind,
            arn,
            session,
            account,
            Pick(Actions),
            Pick(Resources),
            Own,
            context,
            hasPolicies ? Several(0, 2, inResource: false) : [],
            hasPolicies && Chance(0.4) ? Policy(inResource: false) : null,
            kind == PrincipalKind.Role && Chance(0.4) ? Several(1, 2, inResource: false) : [],
            Chance(0.6) ? Policy(inResource: true) : null
        );
    }

    List<JsonObject> Several(int least, int most, bool inResource) =>
        [.. Enumerable.Range(0, Pick([.. Enumerable.Range(least, most - least + 1)])).Select(_ => Policy(inResource))];

    JsonObject Policy(bool inResource) =>
        new()
        {
            ["Version"] = Chance(0.85) ? "2012-10-17" : "2008-10-17",
            ["Statement"] = new JsonArray([.. Enumerable.Range(0, Pick([1, 1, 2, 3])).Select(_ => (JsonNode)Statement(inResource))]),
        };

    JsonObject Statement(bool inResource)
    {
        var statement = new JsonObject { ["Effect"] = Chance(0.75) ? "Allow" : "Deny" };
        if (inResource)
            statement[Chance(0.85) ? "Principal" : "NotPrincipal"] = Principal();
        statement[Chance(0.85) ? "Action" : "NotAction"] = ListOf(ActionPatterns);
        statement[Chance(0.8) ? "Resource" : "NotResource"] = ListOf(ResourcePatterns);
        if (Chance(0.5))
            statement["Condition"] = Condition();
        return statement;
    }

    JsonNode Principal() =>
        Pick([0, 1, 2, 3]) switch
        {
            0 => JsonValue.Create("*"),
            1 => new JsonObject { ["Service"] = Pick(["events.amazonaws.com", "lambda.amazonaws.com"]) },
            _ => new JsonObject { ["AWS"] = ListOf(Principals) },
        };

    JsonObject Condition()
    {
        var condition = new JsonObject();
        foreach (
            var key in Pick<string[]>([
                ["k:one"],
                ["K:Two"],
                ["k:one", "k:two"],
            ])
        )
        {
            var (operators, wanted, _) = Pick(Conditions);
            var name = Pick(operators);
            if (name != "Null")
                name = $"{Pick(["", "", "ForAllValues:", "ForAnyValue:"])}{name}{(Chance(0.25) ? "IfExists" : "")}";
            condition[name] = new JsonObject { [key] = ListOf(wanted) };
        }
        return condition;
    }

    JsonArray ListOf(string[] texts) => new([.. Enumerable.Range(0, Pick([1, 1, 2])).Select(_ => (JsonNode)JsonValue.Create(Pick(texts)))]);

#pragma warning disable CA5394 // the questions are to be the same in every run
    T Pick<T>(T[] all) => all[random.Next(all.Length)];

    bool Chance(double share) => random.NextDouble() < share;
#pragma warning restore CA5394
}
