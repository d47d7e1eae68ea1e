using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;

namespace Classroom.Cli.Sweeping;

sealed class Mappings : OwnKind
{
    public override string Word => "event source mapping";

    public override int Order => 1;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListEventSourceMappings>().CallAsync(new(Marker: next)).ConfigureAwait(false);
            return (
                page.EventSourceMappings.Select(mapping => new Found(mapping.FunctionArn.Split(':')[6], mapping.UUID)),
                page.NextMarker
            );
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteEventSourceMapping>().CallAsync(new(found.Id));
}
