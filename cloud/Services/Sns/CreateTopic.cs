using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sns;

sealed class CreateTopic(TopicStore topics) : IOperation<CreateTopic.Input, CreateTopic.Output>
{
    public sealed record Input(string Name, IReadOnlyDictionary<string, string>? Attributes = null, IReadOnlyList<Tag>? Tags = null);

    public sealed record Output(string TopicArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(topics.ArnOf(input.Name)), .. Permission.ToTag(topics.ArnOf(input.Name), "sns:TagResource", input.Tags)];

    public Output Run(Input input, Call call)
    {
        var isFifo = input.Attributes?.GetValueOrDefault("FifoTopic") == "true";
        var bare = isFifo && input.Name.EndsWith(".fifo", StringComparison.Ordinal) ? input.Name[..^5] : input.Name;
        if (bare.Length is 0 or > 256 || !bare.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw SnsService.Invalid("Topic Name");
        if (isFifo != input.Name.EndsWith(".fifo", StringComparison.Ordinal))
            throw SnsService.Invalid(
                "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, "
                    + "underscores, and hyphens, and must be between 1 and 256 characters long."
            );
        foreach (var (name, value) in input.Attributes ?? new Dictionary<string, string>())
            TopicAttributes.CheckTopic(name, value);
        var tags = Tags.Of(input.Tags);
        if (topics.Topics.Find(input.Name) is { } known)
        {
            if (input.Tags is not null && !tags.SequenceEqual(known.Tags))
                throw SnsService.Invalid("Tags Reason: Topic already exists with different tags");
            if (input.Attributes?.Any(attribute => known.Attributes.GetValueOrDefault(attribute.Key) != attribute.Value) == true)
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
