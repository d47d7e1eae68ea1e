using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam.Sts;

/// <summary>Who am I? Nobody needs a permission to ask.</summary>
sealed class GetCallerIdentity : IAsyncOperation<Nothing, GetCallerIdentity.Output>
{
    public sealed record Output(string UserId, string Account, string Arn);

    public IEnumerable<Permission> Needs(Nothing input, Call call) => Permission.None;

    public Task<Output> RunAsync(Nothing input, Call call) =>
        Task.FromResult(new Output(call.Caller.UserId, call.Caller.Principal.Account, call.Caller.Arn));
}
