using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class PublishStateMachineVersion(MachineStore store)
    : IOperation<PublishStateMachineVersion.Input, PublishStateMachineVersion.Output>
{
    public sealed record Input(string StateMachineArn, string? RevisionId = null, string? Description = null);

    public sealed record Output(DateTimeOffset CreationDate, string StateMachineVersionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.StateMachineArn))];

    public Output Run(Input input, Call call)
    {
        var (machine, _) = store.Find(input.StateMachineArn);
        if (input.RevisionId is { } wanted && wanted != (machine.IsUpdated ? machine.Latest.Id : "INITIAL"))
            throw new AwsException(
                "ConflictException",
                $"Failed to publish the State Machine version for revision {wanted}. The current State Machine revision is "
                    + $"{(machine.IsUpdated ? machine.Latest.Id : "INITIAL")}."
            );
        var changed = MachineView.Publish(machine, input.Description, call.Now);
        store.Machines.Put(machine.Name, changed);
        return new(changed.Versions[^1].Created, $"{store.MachineArn(machine.Name)}:{changed.Versions[^1].Number}");
    }
}
