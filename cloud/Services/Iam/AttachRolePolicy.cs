using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class AttachRolePolicy(IamStore iam) : IOperation<AttachRolePolicy.Input, Nothing>
{
    public sealed record Input(string RoleName, string PolicyArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(iam.RoleArn(input.RoleName))
                .With("iam:PolicyARN", input.PolicyArn)
                .With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary),
        ];

    public Nothing Run(Input input, Call call)
    {
        var role = iam.Role(input.RoleName);
        var policy = iam.AttachablePolicy(input.PolicyArn);
        if (role.Attached.Contains(policy.Arn))
            return Nothing.Value;
        if (role.Attached.Count >= 10)
            throw new AwsException("LimitExceeded", $"Cannot exceed quota for PoliciesPerRole: 10", 409);
        iam.Save(role with { Attached = role.Attached.Add(policy.Arn) });
        return Nothing.Value;
    }
}
