using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class DescribeStateMachine(MachineStore store) : IOperation<DescribeStateMachine.Input, MachineView>
{
    public sealed record Input(string StateMachineArn, string? IncludedData = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [MachineStore.NeedOf(input.StateMachineArn)];

    public MachineView Run(Input input, Call call)
    {
        var (machine, qualifier) = store.Find(input.StateMachineArn);
        return MachineView.Of(machine, qualifier, store, input.IncludedData == "METADATA_ONLY");
    }
}
