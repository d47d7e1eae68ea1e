using Classroom.Accounts;
using Classroom.Policies;
using Classroom.Settings;
using Pulumi;
using Pulumi.Aws.Iam;
using Policy = Classroom.Policies.Policy;

namespace Classroom.Students;

/// <summary>The identity with which a student signs in, if the class has one: a role to assume, or a user.</summary>
sealed class StudentAccess(Student student, Resource workspace, AwsAccount account, Output<string> guardRailsArn, Tagging tags)
{
    readonly string name = student.Username.Name("student");

    /// <summary>The additional permissions of a student who builds the labs; a managed policy of its own, because IAM limits the size of
    /// each.</summary>
    public HandsOnPolicy? HandsOn { get; init; }

    CustomResourceOptions Here => new() { Parent = workspace };

    /// <summary>Creates the identity; returns the outputs that the student needs to sign in.</summary>
    public Dictionary<string, Output<string>> Open(StudentPolicy policy) =>
        student.Settings.Access switch
        {
            AccessChoice.None => [],
            AccessChoice.Role => OpenRole(policy),
            AccessChoice.User => OpenUser(policy),
            _ => throw new ArgumentOutOfRangeException(nameof(policy), student.Settings.Access, "unknown kind of access"),
        };

    Dictionary<string, Output<string>> OpenRole(StudentPolicy policy)
    {
        (User User, AccessKey Key)? signIn = account.IsEmbedded ? SignIn() : null;
        var role = new Role(
            name,
            new()
            {
                Name = name,
                AssumeRolePolicy = signIn is { User: var user } ? TrustPolicy.User(account, user) : TrustPolicy.Account(account),
                MaxSessionDuration = 12 * 3600,
                Tags = tags.Map,
            },
            Here
        );
        var managed = Managed(policy.Document(role));
        _ = new RolePolicyAttachment(name, new() { Role = role.Name, PolicyArn = managed.Arn }, Here);
        if (ManagedHandsOn() is { } handsOn)
            _ = new RolePolicyAttachment($"{name}-hands-on", new() { Role = role.Name, PolicyArn = handsOn.Arn }, Here);
        _ = new RolePolicyAttachment($"{name}-guard-rails", new() { Role = role.Name, PolicyArn = guardRailsArn }, Here);
        var facts = new Dictionary<string, Output<string>>
        {
            ["access_role_arn"] = role.Arn,
            ["sign_in_url"] = Output.Format(
                $"https://signin.aws.amazon.com/switchrole?account={account.Id}&roleName={name}&displayName={name}"
            ),
        };
        if (signIn is { Key: var key })
        {
            facts["access_key_id"] = key.Id;
            facts["secret_access_key"] = Output.CreateSecret(key.Secret);
        }
        return facts;
    }

    /// <summary>A user without any policy: its key can do nothing but assume the role, whose trust policy names the user.</summary>
    (User User, AccessKey Key) SignIn()
    {
        var signIn = student.Username.Name("sign-in");
        var user = new User(
            signIn,
            new()
            {
                Name = signIn,
                ForceDestroy = true,
                Tags = tags.Map,
            },
            Here
        );
        return (user, new AccessKey(signIn, new() { User = user.Name }, Here));
    }

    Dictionary<string, Output<string>> OpenUser(StudentPolicy policy)
    {
        var user = new User(
            name,
            new()
            {
                Name = name,
                ForceDestroy = true,
                Tags = tags.Map,
            },
            Here
        );
        var managed = Managed(
            policy.Document(
                identity: null,
                Policy.Allow("iam:ChangePassword").On(account.GlobalArn("iam", $"user/{name}")),
                Policy.Allow("iam:GetAccountPasswordPolicy").OnStar()
            )
        );
        _ = new UserPolicyAttachment(name, new() { User = user.Name, PolicyArn = managed.Arn }, Here);
        if (ManagedHandsOn() is { } handsOn)
            _ = new UserPolicyAttachment($"{name}-hands-on", new() { User = user.Name, PolicyArn = handsOn.Arn }, Here);
        _ = new UserPolicyAttachment($"{name}-guard-rails", new() { User = user.Name, PolicyArn = guardRailsArn }, Here);
        var login = new UserLoginProfile(
            name,
            new()
            {
                User = user.Name,
                PasswordLength = 20,
                PasswordResetRequired = true,
            },
            Here
        );
        var key = new AccessKey(name, new() { User = user.Name }, Here);
        return new()
        {
            ["user_name"] = user.Name,
            ["sign_in_url"] = Output.Format($"https://{account.Id}.signin.aws.amazon.com/console"),
            // Marked as secrets explicitly, whatever the provider's schema says.
            ["password"] = Output.CreateSecret(login.Password),
            ["access_key_id"] = key.Id,
            ["secret_access_key"] = Output.CreateSecret(key.Secret),
        };
    }

    Pulumi.Aws.Iam.Policy Managed(Output<string> document) => Managed(name, $"What {student.Username} may do with the labs", document);

    Pulumi.Aws.Iam.Policy? ManagedHandsOn() =>
        HandsOn is null
            ? null
            : Managed($"{name}-hands-on", $"What {student.Username} needs to build the labs", Policy.Document([.. HandsOn.Statements]));

    Pulumi.Aws.Iam.Policy Managed(string called, string description, Output<string> document) =>
        new(
            called,
            new()
            {
                Name = called,
                Description = description,
                PolicyDocument = document,
                Tags = tags.Map,
            },
            Here
        );
}
