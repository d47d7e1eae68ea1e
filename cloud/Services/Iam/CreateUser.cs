using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class CreateUser(IamStore iam) : IOperation<CreateUser.Input, CreateUser.Output>
{
    public sealed record Input(string UserName, string? Path = null, string? PermissionsBoundary = null, IReadOnlyList<Tag>? Tags = null);

    public sealed record Output(UserView User);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(ArnOf(input)).With("iam:PermissionsBoundary", input.PermissionsBoundary),
            .. Permission.ToTag(ArnOf(input), "iam:TagUser", input.Tags),
        ];

    public Output Run(Input input, Call call)
    {
        IamStore.CheckName(input.UserName, 64, "userName");
        if (iam.Users.Unordered.Any(user => string.Equals(user.Name, input.UserName, StringComparison.OrdinalIgnoreCase)))
            throw IamStore.Exists($"User with name {input.UserName} already exists.");
        var user = new User(input.UserName, IamStore.CheckPath(input.Path), Secrets.NewId("AIDA"), call.Now)
        {
            Boundary = input.PermissionsBoundary is { } arn ? iam.Policy(arn).Arn : null,
            Tags = View.Tags(input.Tags),
        };
        iam.Save(user);
        return new(View.Of(user, iam.Account));
    }

    string ArnOf(Input input) => $"arn:aws:iam::{iam.Account}:user{input.Path ?? "/"}{input.UserName}";
}
