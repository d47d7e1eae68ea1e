using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class PutUserPolicy(IamStore iam) : IOperation<PutUserPolicy.Input, Nothing>
{
    public sealed record Input(string UserName, string PolicyName, string PolicyDocument);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new Permission(iam.UserArn(input.UserName)).With("iam:PermissionsBoundary", iam.Users.Find(input.UserName)?.Boundary)];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        IamStore.CheckName(input.PolicyName, 128, "policyName");
        var changed = user with { Inline = user.Inline.SetItem(input.PolicyName, Policies.Check(input.PolicyDocument)) };
        IamStore.CheckSize("user", user.Name, changed.Inline.Values, 2048);
        iam.Save(changed);
        return Nothing.Value;
    }
}
