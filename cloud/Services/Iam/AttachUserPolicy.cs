using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class AttachUserPolicy(IamStore iam) : IOperation<AttachUserPolicy.Input, Nothing>
{
    public sealed record Input(string UserName, string PolicyArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(iam.UserArn(input.UserName))
                .With("iam:PolicyARN", input.PolicyArn)
                .With("iam:PermissionsBoundary", iam.Users.Find(input.UserName)?.Boundary),
        ];

    public Nothing Run(Input input, Call call)
    {
        var user = iam.User(input.UserName);
        var policy = iam.AttachablePolicy(input.PolicyArn);
        if (user.Attached.Contains(policy.Arn))
            return Nothing.Value;
        if (user.Attached.Count >= 10)
            throw new AwsException("LimitExceeded", $"Cannot exceed quota for PoliciesPerUser: 10", 409);
        iam.Save(user with { Attached = user.Attached.Add(policy.Arn) });
        return Nothing.Value;
    }
}
