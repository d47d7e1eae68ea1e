using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class ListTopics(TopicStore topics) : IOperation<ListTopics.Input, ListTopics.Output>
{
    public sealed record Input(string? NextToken = null);

    public sealed record Output(IReadOnlyList<Entry> Topics, string? NextToken);

    public sealed record Entry(string TopicArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(topics.Topics.All, input.NextToken, null, 100, "InvalidParameter");
        return new([.. page.Select(topic => new Entry(topics.ArnOf(topic.Name)))], next);
    }
}
