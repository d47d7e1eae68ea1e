using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam.Sts;

/// <summary>Returns the identity of the caller. No permission is needed.</summary>
sealed class GetCallerIdentity : IAsyncOperation<Nothing, GetCallerIdentity.Output>
{
    public sealed record Output(string UserId, string Account, string Arn);

    public IEnumerable<Permission> Needs(Nothing input, Call call) =>
        Permission.NotNeeded("AWS: no permissions are required to perform this operation");

    public Task<Output> RunAsync(Nothing input, Call call) =>
        Task.FromResult(new Output(call.Caller.UserId, call.Caller.Principal.Account, call.Caller.Arn));
}
