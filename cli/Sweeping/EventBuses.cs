using Classroom.Cli.Calls;
using Classroom.Cloud.Events;

namespace Classroom.Cli.Sweeping;

sealed class EventBuses : OwnKind
{
    public override string Word => "event bus";

    public override int Order => 2;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListEventBuses>().CallAsync(new(NextToken: next)).ConfigureAwait(false);
            return (page.EventBuses.Select(bus => new Found(bus.Name, bus.Name)), page.NextToken);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteEventBus>().CallAsync(new(found.Id));
}
