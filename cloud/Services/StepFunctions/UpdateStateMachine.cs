using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class UpdateStateMachine(MachineStore store, MachineRules rules) : IOperation<UpdateStateMachine.Input, UpdateStateMachine.Output>
{
    public sealed record Input(
        string StateMachineArn,
        string? Definition = null,
        string? RoleArn = null,
        LoggingConfiguration? LoggingConfiguration = null,
        TracingConfiguration? TracingConfiguration = null,
        EncryptionConfiguration? EncryptionConfiguration = null,
        bool Publish = false,
        string? VersionDescription = null
    );

    public sealed record Output(DateTimeOffset UpdateDate, string? RevisionId, string? StateMachineVersionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        input.RoleArn is { } role && role != store.Machines.Find(MachineView.NameOf(input.StateMachineArn))?.Latest.RoleArn
            ? [new(MachineStore.CheckArn(input.StateMachineArn)), MachineRules.PassRole(role)]
            : [new(MachineStore.CheckArn(input.StateMachineArn))];

    public Output Run(Input input, Call call)
    {
        var (machine, qualifier) = store.Find(input.StateMachineArn);
        // Versions never change, and an alias has an operation of its own.
        if (qualifier is not null)
            throw MachineStore.NoMachine(input.StateMachineArn);
        if (
            input is
            { Definition: null, RoleArn: null, LoggingConfiguration: null, TracingConfiguration: null, EncryptionConfiguration: null }
        )
            throw new AwsException(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified"
            );
        if (input.Definition is { } definition)
            MachineRules.CheckDefinition(definition, machine.IsExpress);
        var role = input.RoleArn ?? machine.Latest.RoleArn;
        rules.CheckRole(role, input.StateMachineArn, call);
        var latest = new Revision(
            call.RequestId,
            input.Definition ?? machine.Latest.Definition,
            input.RoleArn ?? machine.Latest.RoleArn,
            input.LoggingConfiguration is null ? machine.Latest.Logging : rules.CheckLogging(input.LoggingConfiguration, role, call),
            input.TracingConfiguration ?? machine.Latest.Tracing,
            call.Now
        );
        var encryption = input.EncryptionConfiguration ?? machine.Encryption;
        var isChanged = !latest.HasSameContent(machine.Latest) || encryption != machine.Encryption;
        var changed = isChanged ? machine with { Latest = latest, IsUpdated = true, Encryption = encryption } : machine;
        if (input.Publish)
            changed = MachineView.Publish(changed, input.VersionDescription, call.Now);
        if (changed != machine)
            store.Put(changed);
        return new(
            call.Now,
            changed.ShownRevision,
            input.Publish ? $"{store.MachineArn(machine.Name)}:{changed.Versions[^1].Number}" : null
        );
    }
}
