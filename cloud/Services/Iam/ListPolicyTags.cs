using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListPolicyTags(IamStore iam) : IOperation<ListPolicyTags.Input, ListPolicyTags.Output>
{
    public sealed record Input(string PolicyArn);

    public sealed record Output(IReadOnlyList<Tag> Tags, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Output Run(Input input, Call call) => new(View.Tags(iam.Policy(input.PolicyArn).Tags) ?? [], false);
}
