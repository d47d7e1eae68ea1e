using Classroom.Cli.Calls;
using Classroom.Cli.Provider;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Sweeping;

sealed class Roles : OwnKind
{
    public override string Word => "role";

    public override int Order => 8;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListRoles>().CallAsync(new(Marker: next)).ConfigureAwait(false);
            return (page.Roles.Select(role => new Found(role.RoleName, role.RoleName)), page.Marker);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => RoleParts.DeleteAsync(aws, found.Id);
}
