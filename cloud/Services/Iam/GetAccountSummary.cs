using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed class GetAccountSummary(IamStore iam) : IOperation<GetAccountSummary.Input, GetAccountSummary.Output>
{
    public sealed record Input(string? Unused = null);

    public sealed record Output(IReadOnlyDictionary<string, string> SummaryMap);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(
            new SortedDictionary<string, string>
            {
                ["Users"] = Text(iam.Users.Count),
                ["UsersQuota"] = "5000",
                ["Roles"] = Text(iam.Roles.Count),
                ["RolesQuota"] = "1000",
                ["Groups"] = Text(iam.Groups.Count),
                ["GroupsQuota"] = "300",
                ["Policies"] = Text(iam.Policies.Count),
                ["PoliciesQuota"] = "1500",
            }
        );
    }
}
