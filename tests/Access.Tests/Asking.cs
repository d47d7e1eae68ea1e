namespace Classroom.Access.Tests;

/// <summary>Policies and callers that the tests share.</summary>
static class Asking
{
    public const string Account = "123456789012";
    public const string OtherAccount = "999999999999";
    public const string Function = "arn:aws:lambda:us-east-1:123456789012:function:user1-fn";

    public static readonly Principal User = new(PrincipalKind.User, $"arn:aws:iam::{Account}:user/user1-student", Account);

    public static readonly Principal Role = new(
        PrincipalKind.Role,
        $"arn:aws:iam::{Account}:role/user1-role",
        Account,
        $"arn:aws:sts::{Account}:assumed-role/user1-role/s"
    );

    public static readonly Principal Root = new(PrincipalKind.Root, $"arn:aws:iam::{Account}:root", Account);

    public static readonly Principal Stranger = new(PrincipalKind.User, $"arn:aws:iam::{OtherAccount}:user/x", OtherAccount);

    public static readonly Principal Service = new(PrincipalKind.Service, "events.amazonaws.com", "");

    public static readonly Principal Anonymous = new(PrincipalKind.Anonymous, "anonymous", "");

    public static AccessRequest Invoke(Principal by) => new(by, "lambda:InvokeFunction", Function, Account);

    public static PolicyDocument Policy(params string[] statements) =>
        PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""");

    public static PolicyDocument Allow(string action, string resource = "*") => Policy(Statement("Allow", action, resource));

    public static PolicyDocument Deny(string action, string resource = "*") => Policy(Statement("Deny", action, resource));

    public static string Statement(string effect, string action, string resource = "*") =>
        $$"""{"Effect":"{{effect}}","Action":"{{action}}","Resource":"{{resource}}"}""";

    /// <summary>A resource policy about the function; <paramref name="principal"/> is a member such as <c>"Principal":"*"</c>.</summary>
    public static PolicyDocument ByResource(string effect, string principal) =>
        Policy($$"""{"Effect":"{{effect}}",{{principal}},"Action":"lambda:InvokeFunction","Resource":"*"}""");

    public static PolicyDocument Naming(string arn) => ByResource("Allow", $$"""  "Principal":{"AWS":"{{arn}}"} """);

    public static Reason Decide(AccessRequest request, ApplicablePolicies policies) => AccessEvaluator.Evaluate(request, policies).Reason;
}
