using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class PutLogGroupDeletionProtection(LogStore logs) : IOperation<PutLogGroupDeletionProtection.Input, Nothing>
{
    public sealed record Input(string LogGroupIdentifier, bool DeletionProtectionEnabled);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(LogStore.NameOf(input.LogGroupIdentifier)))];

    public Nothing Run(Input input, Call call)
    {
        var group = logs.Group(input.LogGroupIdentifier);
        logs.Groups.Put(group.Name, group with { IsProtected = input.DeletionProtectionEnabled });
        return Nothing.Value;
    }
}
