using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>Always empty: the cloud has no EC2 instances.</summary>
sealed class ListInstanceProfilesForRole(IamStore iam) : IOperation<ListInstanceProfilesForRole.Input, ListInstanceProfilesForRole.Output>
{
    public sealed record Input(string RoleName);

    public sealed record Output(IReadOnlyList<string> InstanceProfiles, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(iam.RoleArn(input.RoleName))];

    public Output Run(Input input, Call call)
    {
        iam.Role(input.RoleName);
        return new([], false);
    }
}
