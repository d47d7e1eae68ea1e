using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class DescribeActivity(MachineStore store) : IOperation<DescribeActivity.Input, DescribeActivity.Output>
{
    public sealed record Input(string ActivityArn);

    public sealed record Output(
        string ActivityArn,
        string Name,
        DateTimeOffset CreationDate,
        EncryptionConfiguration EncryptionConfiguration
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ActivityArn))];

    public Output Run(Input input, Call call)
    {
        var activity = store.Activity(input.ActivityArn);
        return new(input.ActivityArn, activity.Name, activity.Created, new());
    }
}
