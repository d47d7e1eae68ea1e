using Classroom.Policies;
using Pulumi.Utilities;

namespace Classroom.Infra.Tests.Policies;

/// <summary>How a statement becomes the JSON that IAM takes.</summary>
public sealed class PolicyTextTests
{
    static Task<string> Text(params Statement[] statements) => OutputUtilities.GetValueAsync(Policy.Document(statements));

    [Test]
    public async Task One_value_is_a_text_and_several_are_a_list() =>
        Assert.That(
            await Text(Policy.Allow("a:b").On("r"), Policy.Deny("a:b", "a:c").On("r", "s")),
            Is.EqualTo(
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Resource":"r"},"""
                    + """{"Effect":"Deny","Action":["a:b","a:c"],"Resource":["r","s"]}]}"""
            )
        );

    [Test]
    public async Task Every_value_stands_at_its_own_place() =>
        Assert.That(
            await Text(
                Policy
                    .Allow("a:b")
                    .ByAws("principal")
                    .On("r")
                    .On("s")
                    .When("StringEquals", "k1", "v1")
                    .When("ArnLike", "k2", "v2", "v3")
                    .When("StringEquals", "k3", "v4"),
                Policy.Allow("a:c").ByService("x.amazonaws.com").When("Null", "k4", "false")
            ),
            Is.EqualTo(
                """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Principal":{"AWS":"principal"},"Action":"a:b","Resource":["r","s"],
                "Condition":{"StringEquals":{"k1":"v1","k3":"v4"},"ArnLike":{"k2":["v2","v3"]}}},
                {"Effect":"Allow","Principal":{"Service":"x.amazonaws.com"},"Action":"a:c","Condition":{"Null":{"k4":"false"}}}]}
                """.ReplaceLineEndings("")
            )
        );

    [Test]
    public async Task All_but_some_resources_are_written_as_NotResource() =>
        Assert.That(
            await Text(Policy.Deny("a:b").On("gone").OnAllBut("r", "s")),
            Is.EqualTo("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"a:b","NotResource":["r","s"]}]}""")
        );

    [Test]
    public async Task Characters_of_arns_and_variables_are_not_escaped() =>
        Assert.That(
            await Text(Policy.Allow("a:b").On("${aws:PrincipalTag/student}-<&>'+*")),
            Does.Contain("${aws:PrincipalTag/student}-<&>'+*")
        );

    [Test]
    public void Only_listed_actions_are_allowed_on_everything() =>
        Assert.That(
            () => Policy.Allow("sns:ListTopics", "s3:GetObject", "s3:PutObject").OnStar(),
            Throws.ArgumentException.With.Message.EqualTo("not in StarOnlyActions: s3:GetObject, s3:PutObject")
        );

    [Test]
    public async Task A_listed_action_is_allowed_on_everything() =>
        Assert.That(await Text(Policy.Allow("sns:ListTopics").OnStar()), Does.EndWith("\"Resource\":\"*\"}]}"));
}
