using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class DescribeEventBus(RuleStore rules) : IOperation<DescribeEventBus.Input, DescribeEventBus.Output>
{
    public sealed record Input(string? Name = null);

    public sealed record Output(
        string Name,
        string Arn,
        string? Description,
        string? Policy,
        DeadLetters? DeadLetterConfig,
        DateTimeOffset CreationTime,
        DateTimeOffset LastModifiedTime
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(rules.BusArn(RuleStore.BusName(input.Name)))];

    public Output Run(Input input, Call call)
    {
        var bus = rules.Bus(input.Name);
        return new(bus.Name, rules.BusArn(bus.Name), bus.Description, bus.Policy, bus.DeadLetterConfig, bus.Created, bus.Modified);
    }
}
