using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetUser(IamStore iam) : IOperation<GetUser.Input, GetUser.Output>
{
    public sealed record Input(string? UserName = null);

    public sealed record Output(UserView User);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        input.UserName is null && call.Caller.IsRoot
            ? Permission.NotNeeded("the root user asks about itself")
            : [new(iam.UserArn(input.UserName ?? call.Caller.UserName ?? ""))];

    public Output Run(Input input, Call call)
    {
        // The root user has no user name, but can still be described.
        if (input.UserName is null && call.Caller.IsRoot)
            return new(new("/", iam.Account, iam.Account, call.Caller.Arn, DateTimeOffset.UnixEpoch, null, null));
        return new(View.Of(iam.User(iam.NameOrCaller(input.UserName, call)), iam.Account));
    }
}
