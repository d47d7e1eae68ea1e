using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class CreateTopic(TopicStore topics) : IOperation<CreateTopic.Input, CreateTopic.Output>
{
    public sealed record Input(string Name, IReadOnlyDictionary<string, string>? Attributes = null, IReadOnlyList<Tag>? Tags = null);

    public sealed record Output(string TopicArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(topics.ArnOf(input.Name)), .. Permission.ToTag(topics.ArnOf(input.Name), "sns:TagResource", input.Tags)];

    static bool IsSame(Topic known, KeyValuePair<string, string> attribute) =>
        attribute.Key == "FifoTopic"
            ? known.IsFifo == (attribute.Value == "true")
            : known.Attributes.GetValueOrDefault(attribute.Key) == attribute.Value;

    public Output Run(Input input, Call call)
    {
        var isFifo = input.Attributes?.GetValueOrDefault("FifoTopic") == "true";
        var bare = isFifo && input.Name.EndsWith(".fifo", StringComparison.Ordinal) ? input.Name[..^5] : input.Name;
        if (bare.Length is 0 or > 256 || !bare.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw SnsService.Invalid("Topic Name");
        if (isFifo && bare == input.Name)
            throw SnsService.Invalid("Topic Name");
        foreach (var (name, value) in input.Attributes ?? new Dictionary<string, string>())
            TopicAttributes.CheckTopic(name, value);
        var tags = Tags.Of(input.Tags);
        if (topics.Topics.Find(input.Name) is { } known)
        {
            if (!tags.All(known.Tags.Contains))
                throw SnsService.Invalid("Tags Reason: Topic already exists with different tags");
            if (input.Attributes?.Any(attribute => !IsSame(known, attribute)) == true)
                throw SnsService.Invalid("Attributes Reason: Topic already exists with different attributes");
            return new(topics.ArnOf(known.Name));
        }
        topics.Topics.Put(
            input.Name,
            new(input.Name, call.Now)
            {
                Attributes = (input.Attributes ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(StringComparer.Ordinal),
                Tags = tags,
            }
        );
        return new(topics.ArnOf(input.Name));
    }
}
