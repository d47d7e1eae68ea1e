using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class CreatePolicyVersion(IamStore iam) : IOperation<CreatePolicyVersion.Input, CreatePolicyVersion.Output>
{
    public sealed record Input(string PolicyArn, string PolicyDocument, bool SetAsDefault = false);

    public sealed record Output(PolicyVersionView PolicyVersion);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Output Run(Input input, Call call)
    {
        var policy = iam.Policies.Find(input.PolicyArn) ?? throw IamStore.NoSuchEntity($"Policy {input.PolicyArn} was not found.");
        if (policy.Versions.Count >= 5)
            throw new AwsException(
                "LimitExceeded",
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
                409
            );
        IamStore.CheckSize("policy", policy.Name, [input.PolicyDocument], 6144);
        var version = new PolicyVersion($"v{policy.LastVersion + 1}", Policies.Check(input.PolicyDocument), call.Now);
        var changed = policy with
        {
            Versions = policy.Versions.Add(version),
            LastVersion = policy.LastVersion + 1,
            DefaultVersionId = input.SetAsDefault ? version.VersionId : policy.DefaultVersionId,
            Updated = call.Now,
        };
        iam.Policies.Put(policy.Arn, changed);
        return new(View.Of(changed, version, withDocument: false));
    }
}
