using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetPolicy(IamStore iam) : IOperation<GetPolicy.Input, GetPolicy.Output>
{
    public sealed record Input(string PolicyArn);

    public sealed record Output(PolicyView Policy);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Output Run(Input input, Call call) => new(View.Of(iam.Policy(input.PolicyArn), iam));
}
