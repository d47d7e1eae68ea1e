using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class PutRetentionPolicy(LogStore logs) : IOperation<PutRetentionPolicy.Input, Nothing>
{
    public sealed record Input(string LogGroupName, int RetentionInDays);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    public Nothing Run(Input input, Call call)
    {
        if (!LogNames.Retentions.Contains(input.RetentionInDays))
            throw LogNames.Invalid(
                "retentionInDays",
                $"{input.RetentionInDays}",
                $"Member must satisfy enum value set: [{string.Join(", ", LogNames.Retentions)}]"
            );
        logs.Groups.Put(input.LogGroupName, logs.Group(input.LogGroupName) with { RetentionInDays = input.RetentionInDays });
        return Nothing.Value;
    }
}
