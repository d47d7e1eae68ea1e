using Classroom.Cloud.Api;

namespace Classroom.Cloud.Events;

sealed class RemovePermission(RuleStore rules) : IOperation<RemovePermission.Input, Nothing>
{
    public sealed record Input(string? StatementId = null, bool RemoveAllPermissions = false, string? EventBusName = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Nothing Run(Input input, Call call)
    {
        var bus = rules.Bus(input.EventBusName);
        if (!input.RemoveAllPermissions && (input.StatementId is null || !BusPolicy.Has(bus.Policy, input.StatementId)))
            throw RuleStore.NotFound("Statement with the provided id does not exist.");
        rules.Put(
            bus with
            {
                Policy = input.RemoveAllPermissions ? null : BusPolicy.Without(bus.Policy, input.StatementId!),
                Modified = call.Now,
            }
        );
        return Nothing.Value;
    }
}
