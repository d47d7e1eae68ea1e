using Classroom.Cloud.Api;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Iam.Sts;

sealed class GetSessionToken(Sessions sessions) : IOperation<GetSessionToken.Input, GetSessionToken.Output>
{
    public sealed record Input(int? DurationSeconds = null);

    public sealed record Output(Credentials Credentials);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        Permission.NotNeeded("AWS: policies cannot control this operation, which only authenticates the caller");

    public Output Run(Input input, Call call)
    {
        if (call.Caller.Principal.Kind == Access.PrincipalKind.Role)
            throw new AwsException("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
        return new(
            sessions.Open(
                null,
                call.Caller.UserName,
                call.Caller.UserName ?? "root",
                TimeSpan.FromSeconds(IamStore.CheckRange(input.DurationSeconds, 900, 129_600, "durationSeconds") ?? 43_200)
            )
        );
    }
}
