using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;

namespace Classroom.Cli.Sweeping;

sealed class Apis : OwnKind
{
    public override string Word => "API";

    public override int Order => 1;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<GetApis>().CallAsync(new(NextToken: next)).ConfigureAwait(false);
            return (page.Items.Select(api => new Found(api.Name, api.ApiId)), page.NextToken);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteApi>().CallAsync(new(found.Id));
}
