using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class UpdateEventBus(RuleStore rules) : IOperation<UpdateEventBus.Input, UpdateEventBus.Output>
{
    public sealed record Input(
        string? Name = null,
        string? Description = null,
        string? KmsKeyIdentifier = null,
        DeadLetters? DeadLetterConfig = null
    );

    public sealed record Output(string Arn, string Name, string? Description, DeadLetters? DeadLetterConfig);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(rules.BusArn(RuleStore.BusName(input.Name)))];

    public Output Run(Input input, Call call)
    {
        var bus = rules.Bus(input.Name) with
        {
            Description = input.Description,
            DeadLetterConfig = input.DeadLetterConfig,
            Modified = call.Now,
        };
        rules.Put(bus);
        return new(rules.BusArn(bus.Name), bus.Name, bus.Description, bus.DeadLetterConfig);
    }
}
