using Classroom.Cli.Calls;
using Classroom.Cloud.Sns;

namespace Classroom.Cli.Sweeping;

sealed class Topics : OwnKind
{
    public override string Word => "topic";

    public override int Order => 5;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListTopics>().CallAsync(new(next)).ConfigureAwait(false);
            return (page.Topics.Select(topic => new Found(topic.TopicArn.Split(':')[^1], topic.TopicArn)), page.NextToken);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteTopic>().CallAsync(new(found.Id));
}
