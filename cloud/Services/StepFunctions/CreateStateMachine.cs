using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class CreateStateMachine(MachineStore store, MachineRules rules) : IOperation<CreateStateMachine.Input, CreateStateMachine.Output>
{
    public sealed record Input(
        string Name,
        string Definition,
        string RoleArn,
        string? Type = null,
        LoggingConfiguration? LoggingConfiguration = null,
        TracingConfiguration? TracingConfiguration = null,
        EncryptionConfiguration? EncryptionConfiguration = null,
        IReadOnlyList<Tag>? Tags = null,
        bool Publish = false,
        string? VersionDescription = null
    );

    public sealed record Output(string StateMachineArn, DateTimeOffset CreationDate, string? StateMachineVersionArn);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new(store.MachineArn(input.Name)),
            MachineRules.PassRole(input.RoleArn),
            .. Permission.ToTag(store.MachineArn(input.Name), "states:TagResource", input.Tags),
        ];

    public Output Run(Input input, Call call)
    {
        MachineStore.CheckName(input.Name);
        var type = input.Type ?? "STANDARD";
        if (type is not ("STANDARD" or "EXPRESS"))
            throw new AwsException(
                "ValidationException",
                $"1 validation error detected: Value '{type}' at 'type' failed to satisfy constraint: Member must satisfy enum value "
                    + $"set: [STANDARD, EXPRESS]"
            );
        if (input.VersionDescription is not null && !input.Publish)
            throw new AwsException("ValidationException", "Version description can only be set when publish is true");
        MachineRules.CheckDefinition(input.Definition, type == "EXPRESS");
        var arn = store.MachineArn(input.Name);
        rules.CheckRole(input.RoleArn, arn, call);
        var logging = rules.CheckLogging(input.LoggingConfiguration, input.RoleArn, call);
        var tracing = input.TracingConfiguration ?? new();
        if (store.Machines.Find(input.Name) is { } known)
        {
            // An identical request returns the existing state machine.
            var isSame =
                known.Type == type
                && known.Latest.HasSameContent(new(call.RequestId, input.Definition, input.RoleArn, logging, tracing, call.Now));
            if (!isSame)
                throw new AwsException("StateMachineAlreadyExists", $"State Machine Already Exists: '{arn}'");
            return new(arn, known.Created, input.Publish && known.Versions.Count > 0 ? $"{arn}:{known.Versions[^1].Number}" : null);
        }
        var machine = new Machine(
            input.Name,
            type,
            call.Now,
            new(call.RequestId, input.Definition, input.RoleArn, logging, tracing, call.Now)
        )
        {
            Encryption = input.EncryptionConfiguration ?? new(),
            Tags = MachineStore.Tags(input.Tags),
        };
        if (input.Publish)
            machine = machine with { Versions = [new(1, input.VersionDescription ?? "", machine.Latest, call.Now)], LastVersion = 1 };
        store.Put(machine);
        return new(arn, machine.Created, input.Publish ? $"{arn}:1" : null);
    }
}
