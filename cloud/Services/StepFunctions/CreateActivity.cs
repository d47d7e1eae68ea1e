using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class CreateActivity(MachineStore store) : IOperation<CreateActivity.Input, CreateActivity.Output>
{
    public sealed record Input(string Name, IReadOnlyList<Tag>? Tags = null, EncryptionConfiguration? EncryptionConfiguration = null);

    public sealed record Output(string ActivityArn, DateTimeOffset CreationDate);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(store.ActivityArn(input.Name)), .. Permission.ToTag(store.ActivityArn(input.Name), "states:TagResource", input.Tags)];

    public Output Run(Input input, Call call)
    {
        MachineStore.CheckName(input.Name);
        var activity =
            store.Activities.Find(input.Name)
            ?? store.Activities.Put(input.Name, new(input.Name, call.Now) { Tags = MachineStore.Tags(input.Tags) });
        return new(store.ActivityArn(activity.Name), activity.Created);
    }
}
