namespace Classroom.Access.Tests;

/// <summary>What IAM takes for a policy, and what it refuses as a MalformedPolicyDocument.</summary>
public sealed class PolicySyntaxTests
{
    const string Rest = "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"";

    [TestCase("[]", "a policy must be a JSON object")]
    [TestCase("null", "a policy must be a JSON object")]
    [TestCase("""{"Versions":"2012-10-17"}""", "the policy has a member Versions; allowed are Version, Id, Statement")]
    [TestCase("""{"Version":"2012-10-18","Statement":[]}""", "Version is '2012-10-18'; it must be 2012-10-17 or 2008-10-17")]
    [TestCase("""{"Version":2012,"Statement":[]}""", "Version must be a string")]
    [TestCase("""{"Version":"2012-10-17"}""", "the policy has no Statement")]
    [TestCase("""{"Statement":["all"]}""", "a Statement must be a JSON object")]
    [TestCase("""{"Statement":null}""", "a Statement must be a JSON object")]
    public void A_policy_that_iam_refuses(string json, string message) => Refused(json, message);

    [TestCase(
        """{"Effects":"Allow"}""",
        "the statement has a member Effects; allowed are Sid, Effect, Principal, NotPrincipal, Action, NotAction, "
            + "Resource, NotResource, Condition"
    )]
    [TestCase("""{"Action":"*","Resource":"*"}""", "Effect is ''; it must be Allow or Deny")]
    [TestCase("""{"Effect":"allow","Action":"*","Resource":"*"}""", "Effect is 'allow'; it must be Allow or Deny")]
    [TestCase("""{"Effect":true,"Action":"*","Resource":"*"}""", "Effect must be a string")]
    [TestCase("""{"Sid":1,"Effect":"Allow","Action":"*","Resource":"*"}""", "Sid must be a string")]
    [TestCase("""{"Effect":"Allow","Resource":"*"}""", "the statement has neither Action nor NotAction")]
    [TestCase("""{"Effect":"Allow","Action":"*","NotAction":"*"}""", "the statement has both Action and NotAction")]
    [TestCase($$"""{ {{Rest}},"NotResource":"*"}""", "the statement has both Resource and NotResource")]
    [TestCase("""{"Effect":"Allow","Action":{}}""", "Action must be a string or a list of strings")]
    [TestCase("""{"Effect":"Allow","Action":["*",null]}""", "Action must be a string or a list of strings")]
    [TestCase("""{"Effect":"Allow","NotAction":[[]]}""", "NotAction must be a string or a list of strings")]
    [TestCase("""{"Effect":"Allow","Action":"*","NotResource":null}""", "NotResource must be a string or a list of strings")]
    [TestCase($$"""{ {{Rest}},"Principal":"123456789012"}""", "Principal is '123456789012'; the only string that is allowed is *")]
    [TestCase($$"""{ {{Rest}},"Principal":["*"]}""", "Principal must be * or an object")]
    [TestCase($$"""{ {{Rest}},"NotPrincipal":null}""", "Principal must be * or an object")]
    [TestCase($$"""{ {{Rest}},"Principal":{"AWS":{ } } }""", "Principal must be a string or a list of strings")]
    [TestCase($$"""{ {{Rest}},"Condition":[]}""", "Condition must be an object")]
    [TestCase($$$"""{ {{{Rest}}},"Condition":{"Bool":"true"} }""", "the condition operator Bool must be an object of condition keys")]
    [TestCase($$$"""{ {{{Rest}}},"Condition":{"Bool":{"k":{ } } } }""", "k must be a string or a list of strings")]
    public void A_statement_that_iam_refuses(string statement, string message) => Refused($$"""{"Statement":[{{statement}}]}""", message);

    // The quantifiers are ForAllValues and ForAnyValue; IfExists goes with every operator but Null.
    [TestCase("StringSame")]
    [TestCase("stringEquals")]
    [TestCase("IfExists")]
    [TestCase("NullIfExists")]
    [TestCase(":StringEquals")]
    [TestCase("ForNoValue:StringEquals")]
    [TestCase("ForAllValues:StringSame")]
    [TestCase("ForAnyValue:ForAnyValue:StringEquals")]
    public void An_operator_that_iam_does_not_know_is_refused(string name) =>
        Refused($$$"""{"Statement":{ {{{Rest}}},"Condition":{"{{{name}}}":{"k":"v"} } } }""", $"{name} is not a condition operator of IAM");

    [Test]
    public void Text_that_is_no_json_is_refused() =>
        Assert.That(() => PolicyDocument.Parse("{"), Throws.TypeOf<PolicySyntaxException>().With.Message.Not.Empty);

    [Test]
    public void A_policy_is_read_whole()
    {
        var policy = PolicyDocument.Parse(
            """
            {
              "Version": "2012-10-17",
              "Id": "an id",
              "Statement": [
                {
                  "Sid": "first",
                  "Effect": "Deny",
                  "NotPrincipal": { "AWS": ["1", "2"], "Service": "s" },
                  "NotAction": ["a:b", "a:c"],
                  "NotResource": "r",
                  "Condition": { "Bool": { "k": true }, "NumericEquals": { "m": [1, 2.5], "n": "x" } }
                },
                { "Effect": "Allow", "Principal": "*", "Action": "a:b" }
              ]
            }
            """
        );
        Assert.That((policy.Version, policy.HasVariables, policy.Statements.Length), Is.EqualTo(("2012-10-17", true, 2)));
        var (first, second) = (policy.Statements[0], policy.Statements[1]);
        Assert.That((first.Sid, first.Effect), Is.EqualTo(("first", Effect.Deny)));
        Assert.That(first.Principal!.Values, Is.EqualTo(new[] { ("AWS", "1"), ("AWS", "2"), ("Service", "s") }));
        Assert.That((first.Principal.AllBut, first.Actions.AllBut, first.Resources!.AllBut), Is.EqualTo((true, true, true)));
        Assert.That(first.Actions.Values, Is.EqualTo(new[] { "a:b", "a:c" }));
        Assert.That(first.Resources.Values, Is.EqualTo(new[] { "r" }));
        Assert.That(
            first.Conditions.Select(condition => $"{condition.Operator} {condition.Key} {string.Join('|', condition.Values)}"),
            Is.EqualTo(new[] { "Bool k true", "NumericEquals m 1|2.5", "NumericEquals n x" })
        );
        Assert.That((second.Sid, second.Effect, second.Resources), Is.EqualTo(((string?)null, Effect.Allow, (Patterns?)null)));
        Assert.That(second.Principal!.Values, Is.EqualTo(new[] { ("*", "*") }));
        Assert.That((second.Principal.AllBut, second.Actions.AllBut, second.Conditions.Length), Is.EqualTo((false, false, 0)));
    }

    [Test]
    public void A_policy_without_a_version_is_one_of_2008()
    {
        var policy = PolicyDocument.Parse("""{"Statement":[]}""");
        Assert.That((policy.Version, policy.HasVariables, policy.Statements.Length), Is.EqualTo(("2008-10-17", false, 0)));
    }

    static void Refused(string json, string message) =>
        Assert.That(() => PolicyDocument.Parse(json), Throws.TypeOf<PolicySyntaxException>().With.Message.EqualTo(message));
}
