using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class UpdateAssumeRolePolicy(IamStore iam) : IOperation<UpdateAssumeRolePolicy.Input, Nothing>
{
    public sealed record Input(string RoleName, string PolicyDocument);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.RoleArn(input.RoleName)).With("iam:PermissionsBoundary", iam.Roles.Find(input.RoleName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        iam.Save(iam.Role(input.RoleName) with { Trust = TrustPolicies.Check(input.PolicyDocument, iam) });
        return Nothing.Value;
    }
}
