using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>Always empty: the cloud has no MFA devices.</summary>
sealed class ListVirtualMFADevices(IamStore iam) : IOperation<ListVirtualMFADevices.Input, ListVirtualMFADevices.Output>
{
    public sealed record Input(string? AssignmentStatus = null);

    public sealed record Output(IReadOnlyList<string> VirtualMFADevices, bool IsTruncated);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        _ = iam.Account;
        return new([], false);
    }
}
