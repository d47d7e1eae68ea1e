using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class ListEntitiesForPolicy(IamStore iam) : IOperation<ListEntitiesForPolicy.Input, ListEntitiesForPolicy.Output>
{
    public sealed record Input(string PolicyArn);

    public sealed record Output(
        IReadOnlyList<Named> PolicyGroups,
        IReadOnlyList<Named> PolicyUsers,
        IReadOnlyList<Named> PolicyRoles,
        bool IsTruncated
    );

    public sealed record Named
    {
        public string? GroupName { get; init; }

        public string? GroupId { get; init; }

        public string? UserName { get; init; }

        public string? UserId { get; init; }

        public string? RoleName { get; init; }

        public string? RoleId { get; init; }
    }

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicyArn)];

    public Output Run(Input input, Call call)
    {
        var arn = iam.Policy(input.PolicyArn).Arn;
        return new(
            [
                .. iam
                    .Groups.All.Where(group => group.Attached.Contains(arn))
                    .Select(group => new Named { GroupName = group.Name, GroupId = group.Id }),
            ],
            [
                .. iam
                    .Users.All.Where(user => user.Attached.Contains(arn))
                    .Select(user => new Named { UserName = user.Name, UserId = user.Id }),
            ],
            [
                .. iam
                    .Roles.All.Where(role => role.Attached.Contains(arn))
                    .Select(role => new Named { RoleName = role.Name, RoleId = role.Id }),
            ],
            false
        );
    }
}
