using static Classroom.Access.Tests.Asking;

namespace Classroom.Access.Tests;

public sealed class UnmetConditionTests
{
    static readonly string Wanted =
        """{"Effect":"Allow","Action":"iam:CreateRole","Resource":"*","Condition":{"StringEquals":{"k:one":"${k:name}","k:two":"b"} } }""";

    static string Ask(ApplicablePolicies policies, AccessRequest request)
    {
        var unmet = UnmetConditions.Of(request, policies, AccessEvaluator.Evaluate(request, policies));
        return string.Join(
            "; ",
            unmet.Select(one => $"{one.Operator} {one.Key} wants {string.Join(' ', one.Wanted)}, has {string.Join(' ', one.Given)}")
        );
    }

    static AccessRequest Create { get; } = new(User, "iam:CreateRole", $"arn:aws:iam::{Account}:role/r", Account);

    [Test]
    public void The_conditions_that_do_not_hold_are_named_with_their_values() =>
        Assert.That(
            Ask(new() { Identity = [Policy(Wanted)] }, Create.With("k:name", "ann").With("k:two", "c")),
            Is.EqualTo("StringEquals k:one wants ann, has ; StringEquals k:two wants b, has c")
        );

    [Test]
    public void The_statement_with_the_fewest_is_chosen()
    {
        var nearer = """{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"Bool":{"k:three":"true"} } }""";
        Assert.That(Ask(new() { Identity = [Policy(Wanted), Policy(nearer)] }, Create), Is.EqualTo("Bool k:three wants true, has "));
    }

    [Test]
    public void Statements_about_other_actions_and_denials_say_nothing()
    {
        var deny = Wanted.Replace("Allow", "Deny", StringComparison.Ordinal);
        Assert.That(Ask(new() { Identity = [Policy(Wanted)] }, Create with { Action = "iam:DeleteRole" }), Is.Empty);
        Assert.That(Ask(new() { Identity = [Policy(deny)] }, Create), Is.Empty);
        Assert.That(Ask(new() { Identity = [Allow("s3:*")] }, Create), Is.Empty);
    }

    [Test]
    public void The_boundary_and_the_session_are_searched_where_they_lack_the_permission()
    {
        var all = Allow("*");
        Assert.That(
            Ask(new() { Identity = [all], Boundary = Policy(Wanted) }, Create.With("k:two", "b")),
            Does.StartWith("StringEquals k:one")
        );
        Assert.That(
            Ask(new() { Identity = [all], Session = [Policy(Wanted)] }, Create.With("k:two", "b")),
            Does.StartWith("StringEquals k:one")
        );
        Assert.That(
            Ask(new() { Identity = [Policy(Wanted)], Boundary = Policy(Wanted) }, Create.With("k:two", "b")),
            Does.Contain("k:one")
        );
    }
}
