using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class PutRule(RuleStore rules) : IOperation<PutRule.Input, PutRule.Output>
{
    public sealed record Input(
        string Name,
        string? ScheduleExpression = null,
        string? EventPattern = null,
        string? State = null,
        string? Description = null,
        string? RoleArn = null,
        IReadOnlyList<Tag>? Tags = null,
        string? EventBusName = null
    );

    public sealed record Output(string RuleArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            .. rules.Needs(input.EventBusName, input.Name).Select(need => PatternKeys.Add(need, input.EventPattern)),
            .. RuleStore.PassRole(input.RoleArn),
            // AWS ignores the tags of a request that changes a rule.
            .. rules.Rules.Has(RuleStore.Key(RuleStore.BusName(input.EventBusName), input.Name))
                ? []
                : Permission.ToTag(rules.RuleArn(RuleStore.BusName(input.EventBusName), input.Name), "events:TagResource", input.Tags),
        ];

    public Output Run(Input input, Call call)
    {
        var bus = rules.Bus(input.EventBusName);
        if (input.Name.Length is 0 or > 64 || !input.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw RuleStore.Invalid(
                $"1 validation error detected: Value '{input.Name}' at 'name' failed to satisfy constraint: Member must satisfy "
                    + $"regular expression pattern: [\\.\\-_A-Za-z0-9]+"
            );
        // AWS reads an empty text as no pattern and no schedule.
        input = input with
        {
            EventPattern = Given(input.EventPattern),
            ScheduleExpression = Given(input.ScheduleExpression),
        };
        if (input is { EventPattern: null, ScheduleExpression: null })
            throw RuleStore.Invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        if (input.EventPattern is { } pattern)
            RuleLanguages.Pattern(pattern);
        if (input.ScheduleExpression is { } schedule)
        {
            if (bus.Name != EventBus.Default)
                throw RuleStore.Invalid("ScheduleExpression is supported only on the default event bus.");
            RuleLanguages.Schedule(schedule);
        }
        var known = rules.Rules.Find(RuleStore.Key(bus.Name, input.Name));
        if (known is null && rules.RulesOf(bus.Name).Count() >= 300)
            throw new AwsException("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        rules.Put(
            new Rule(bus.Name, input.Name)
            {
                EventPattern = input.EventPattern,
                ScheduleExpression = input.ScheduleExpression,
                State = input.State ?? "ENABLED",
                Description = input.Description,
                RoleArn = input.RoleArn,
                Targets = known?.Targets ?? [],
                Tags = known?.Tags ?? Tags.Of(input.Tags),
            }
        );
        return new(rules.RuleArn(bus.Name, input.Name));
    }

    static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
