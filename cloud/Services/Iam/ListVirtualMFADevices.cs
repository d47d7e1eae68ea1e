using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>Always empty: the cloud has no MFA devices.</summary>
sealed class ListVirtualMFADevices(IamStore iam) : IOperation<ListVirtualMFADevices.Input, ListVirtualMFADevices.Output>
{
    public sealed record Input(string? AssignmentStatus = null);

    public sealed record Output(IReadOnlyList<string> VirtualMFADevices, bool IsTruncated);

    public Output Run(Input input, Call call)
    {
        _ = iam.Account;
        return new([], false);
    }
}
