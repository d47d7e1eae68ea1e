using Classroom.Cloud.Iam;

namespace Classroom.Services.Tests.Needs;

/// <summary>A denial says which boundary or tag the request lacks, if nothing else is missing.</summary>
sealed class DenialMessageTests : ServiceTest
{
    const string Boundary = $"arn:aws:iam::{Account}:policy/limit";
    const string Beginning =
        $"User: arn:aws:iam::{Account}:user/ann is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::{Account}:role/mine "
        + "because no identity-based policy allows the iam:CreateRole action";

    [TestCase(
        null,
        null,
        $". A policy allows it for a request with the permissions boundary {Boundary} (the request has none), and with the tag "
            + "student=user1 (the request has none)."
    )]
    [TestCase(Boundary, null, ". A policy allows it for a request with the tag student=user1 (the request has none).")]
    [TestCase(Boundary, "user2", ". A policy allows it for a request with the tag student=user1 (the request has user2).")]
    [TestCase(
        "arn:aws:iam::aws:policy/AdministratorAccess",
        "user1",
        $". A policy allows it for a request with the permissions boundary {Boundary} (the request has "
            + "arn:aws:iam::aws:policy/AdministratorAccess)."
    )]
    public async Task A_denial_names_the_boundary_and_the_tag(string? boundary, string? student, string end)
    {
        var ann = await UserAsync(
            "ann",
            Building("iam:PermissionsBoundary", Boundary, "aws:RequestTag/student", "user1"),
            Allow("iam:TagRole")
        );
        Assert.That((await RefusedAsync<CreateRole>("AccessDenied", Role(boundary, student), ann)).Message, Is.EqualTo(Beginning + end));
    }

    [Test]
    public async Task A_denial_says_nothing_of_other_conditions()
    {
        var ann = await UserAsync("ann", Building("iam:PermissionsBoundary", Boundary, "aws:SourceIp", "10.0.0.1"));
        Assert.That((await RefusedAsync<CreateRole>("AccessDenied", Role(null, null), ann)).Message, Is.EqualTo(Beginning));
    }

    [Test]
    public async Task A_denial_names_the_tags_that_are_allowed()
    {
        var ann = await UserAsync(
            "ann",
            """{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":"lab"} } }"""
        );
        Assert.That(
            (await RefusedAsync<CreateRole>("AccessDenied", Role(null, "user1"), ann)).Message,
            Is.EqualTo($"{Beginning}. A policy allows it for a request with no other tags than lab (the request has student).")
        );
    }

    static string Building(string key, string value, string other, string otherValue) =>
        $$$"""
            {"Effect":"Allow","Action":"iam:CreateRole","Resource":"*",
            "Condition":{"StringEquals":{"{{{key}}}":"{{{value}}}","{{{other}}}":"{{{otherValue}}}"} } }
            """;

    static object Role(string? boundary, string? student) =>
        new
        {
            RoleName = "mine",
            AssumeRolePolicyDocument = TrustOf("lambda.amazonaws.com"),
            PermissionsBoundary = boundary,
            Tags = student is null ? null : new[] { new { Key = "student", Value = student } },
        };
}
