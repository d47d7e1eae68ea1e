using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class CreateLogGroup(LogStore logs) : IOperation<CreateLogGroup.Input, Nothing>
{
    public sealed record Input(
        string LogGroupName,
        string? KmsKeyId = null,
        IReadOnlyDictionary<string, string>? Tags = null,
        string? LogGroupClass = null,
        bool? DeletionProtectionEnabled = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [new(logs.Scope(input.LogGroupName)), .. Permission.ToTag(logs.Scope(input.LogGroupName), "logs:TagResource", input.Tags)];

    public Nothing Run(Input input, Call call)
    {
        LogNames.CheckGroup(input.LogGroupName);
        if (input.LogGroupClass is not (null or "STANDARD" or "INFREQUENT_ACCESS" or "DELIVERY"))
            throw LogNames.Invalid(
                "logGroupClass",
                input.LogGroupClass,
                "Member must satisfy enum value set: [STANDARD, INFREQUENT_ACCESS, DELIVERY]"
            );
        if (logs.Groups.Has(input.LogGroupName))
            throw new AwsException("ResourceAlreadyExistsException", "The specified log group already exists");
        logs.Groups.Put(
            input.LogGroupName,
            new(input.LogGroupName, call.Now)
            {
                Tags = input.Tags is null ? Tags.None : Tags.None.SetItems(input.Tags),
                LogGroupClass = input.LogGroupClass ?? "STANDARD",
                IsProtected = input.DeletionProtectionEnabled ?? false,
            }
        );
        return Nothing.Value;
    }
}
