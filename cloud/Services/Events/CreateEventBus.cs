using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class CreateEventBus(RuleStore rules) : IOperation<CreateEventBus.Input, CreateEventBus.Output>
{
    public sealed record Input(
        string Name,
        string? EventSourceName = null,
        string? Description = null,
        string? KmsKeyIdentifier = null,
        DeadLetters? DeadLetterConfig = null,
        IReadOnlyList<Tag>? Tags = null
    );

    public sealed record Output(string EventBusArn, string? Description, DeadLetters? DeadLetterConfig);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(rules.BusArn(input.Name)), .. Permission.ToTag(rules.BusArn(input.Name), "events:TagResource", input.Tags)];

    public Output Run(Input input, Call call)
    {
        if (input.Name.Length is 0 or > 256 || !input.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/'))
            throw RuleStore.Invalid(
                $"1 validation error detected: Value '{input.Name}' at 'name' failed to satisfy constraint: Member must satisfy "
                    + $"regular expression pattern: [/\\.\\-_A-Za-z0-9]+"
            );
        if (input.EventSourceName is not null || input.Name.StartsWith("aws.", StringComparison.Ordinal))
            throw RuleStore.NotFound($"Event source {input.EventSourceName ?? input.Name} does not exist.");
        if (input.Name.Contains('/', StringComparison.Ordinal))
            throw RuleStore.Invalid("Event bus name must not contain '/'.");
        if (rules.Find(input.Name) is not null)
            throw new AwsException("ResourceAlreadyExistsException", $"Event bus {input.Name} already exists.");
        rules.Put(
            new EventBus(input.Name, call.Now)
            {
                Description = input.Description,
                DeadLetterConfig = input.DeadLetterConfig,
                Tags = Tags.Of(input.Tags),
            }
        );
        return new(rules.BusArn(input.Name), input.Description, input.DeadLetterConfig);
    }
}
