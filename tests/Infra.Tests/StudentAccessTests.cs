using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests;

/// <summary>The identity with which a student signs in: every resource of it, whole.</summary>
public sealed class StudentAccessTests
{
    const string Arn = "arn:aws:iam::123456789012";

    static Task<ClassPlan> Of(string access, params string[] labs) =>
        ClassPlan.With(
            new()
            {
                ["students"] = new[] { "user1" },
                ["access"] = access,
                ["labs"] = labs.Length > 0 ? labs : ["greeting"],
            }
        );

    /// <summary>The resources of the access without policies, trusts and tags, which have tests of their own.</summary>
    static string[] Access(ClassPlan plan) =>
        [
            .. plan
                .Resources.Where(resource =>
                    resource.LogicalName.StartsWith("user1-student", StringComparison.Ordinal) && !resource.IsComponent
                )
                .Select(resource =>
                    $"{resource.Type.Split(':')[^1]} {resource.LogicalName}: "
                    + string.Join(
                        ", ",
                        resource
                            .Inputs.Where(input => input.Key is not ("policy" or "assumeRolePolicy" or "tags"))
                            .OrderBy(input => input.Key, StringComparer.Ordinal)
                            .Select(input => $"{input.Key}={input.Value}")
                    )
                ),
        ];

    [Test]
    public async Task A_role_to_switch_to() =>
        Assert.That(
            Access(await Of("role")),
            Is.EqualTo(
                new[]
                {
                    "Policy user1-student: description=What user1 may do with the labs, name=user1-student",
                    "Role user1-student: maxSessionDuration=43200, name=user1-student",
                    $"RolePolicyAttachment user1-student: policyArn={Arn}:policy/user1-student, role=user1-student",
                    $"RolePolicyAttachment user1-student-guard-rails: policyArn={Arn}:policy/classroom-guard-rails, role=user1-student",
                }
            )
        );

    [Test]
    public async Task A_user_with_a_password_and_a_key() =>
        Assert.That(
            Access(await Of("user")),
            Is.EqualTo(
                new[]
                {
                    "AccessKey user1-student: user=user1-student",
                    "Policy user1-student: description=What user1 may do with the labs, name=user1-student",
                    "User user1-student: forceDestroy=True, name=user1-student",
                    "UserLoginProfile user1-student: passwordLength=20, passwordResetRequired=True, user=user1-student",
                    $"UserPolicyAttachment user1-student: policyArn={Arn}:policy/user1-student, user=user1-student",
                    $"UserPolicyAttachment user1-student-guard-rails: policyArn={Arn}:policy/classroom-guard-rails, user=user1-student",
                }
            )
        );

    [Test]
    public async Task None_where_the_class_gives_none() => Assert.That(Access(await Of("none")), Is.Empty);

    [Test]
    public async Task A_user_is_told_how_to_sign_in()
    {
        var plan = await Of("user");
        var told = await StudentOutputs.TextsAsync(plan, "user1");
        Assert.That(
            new[] { "user_name", "sign_in_url", "password", "access_key_id", "secret_access_key" }.Select(name => $"{name}: {told[name]}"),
            Is.EqualTo(
                new[]
                {
                    "user_name: user1-student",
                    "sign_in_url: https://123456789012.signin.aws.amazon.com/console",
                    "password: password-of-user1-student",
                    "access_key_id: user1-student",
                    "secret_access_key: secret-of-user1-student",
                }
            )
        );
    }

    [Test]
    public async Task A_student_has_a_dashboard_of_the_own_only_where_the_class_says_so(
        [Values("student", "class", "none")] string dashboard
    )
    {
        var plan = await ClassPlan.With(
            new()
            {
                ["students"] = new[] { "user1" },
                ["labs"] = new[] { "greeting" },
                ["dashboard"] = dashboard,
            }
        );
        var told = await StudentOutputs.OfAsync(plan, "user1");
        Assert.That(told.ContainsKey("dashboard_url"), Is.EqualTo(dashboard == "student"));
    }
}
