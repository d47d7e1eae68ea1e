using Classroom.Cli.Calls;
using Classroom.Cloud.Sqs;

namespace Classroom.Cli.Sweeping;

sealed class Queues : OwnKind
{
    public override string Word => "queue";

    public override int Order => 5;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListQueues>().CallAsync(new(NextToken: next, MaxResults: 1000)).ConfigureAwait(false);
            return ((page.QueueUrls ?? []).Select(url => new Found(url.Split('/')[^1], url)), page.NextToken);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteQueue>().CallAsync(new(found.Id));
}
