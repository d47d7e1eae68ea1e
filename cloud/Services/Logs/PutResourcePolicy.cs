using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Logs;

sealed class PutResourcePolicy(LogStore logs) : IOperation<PutResourcePolicy.Input, PutResourcePolicy.Output>
{
    public sealed record Input(string PolicyName, string PolicyDocument);

    public sealed record Output(ResourcePolicyView ResourcePolicy);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        if (input.PolicyDocument.Length > 5120)
            throw new AwsException("LimitExceededException", "Resource limit exceeded: a resource policy has at most 5120 characters.");
        if (!logs.ResourcePolicies.Has(input.PolicyName) && logs.ResourcePolicies.Count >= 10)
            throw new AwsException("LimitExceededException", "Resource limit exceeded.");
        return new(
            ResourcePolicyView.Of(
                logs.ResourcePolicies.Put(
                    input.PolicyName,
                    new(input.PolicyName, Policies.Check(input.PolicyDocument, "InvalidParameterException"), call.Now)
                )
            )
        );
    }
}
