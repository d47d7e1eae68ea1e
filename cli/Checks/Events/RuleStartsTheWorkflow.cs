using Classroom.Cli.Calls;
using Classroom.Cloud.Events;

namespace Classroom.Cli.Checks.Events;

sealed class RuleStartsTheWorkflow : Check
{
    public override string Lab => "events";

    public override string Sentence => "The rule starts the workflow with the order alone, and its role may do so.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The rule sees the event, and no execution begins. What is the target of the rule?",
        "EventBridge needs a role to start a workflow.",
        "An event is more than the order: which field of the target passes only a part of the event on?",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var (bus, name) = (student.Name("orders"), student.Name("order-created"));
        IReadOnlyList<Target> targets;
        try
        {
            targets = (await student.Aws.Operation<ListTargetsByRule>().CallAsync(new(name, bus)).ConfigureAwait(false)).Targets;
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            return Verdict.Blocked("events/rule-catches-created-orders", $"there is no rule {name} on a bus {bus}");
        }
        var workflow = await student.ArnAsync("states", $"stateMachine:{student.Name("order-events-workflow")}").ConfigureAwait(false);
        if (targets.FirstOrDefault(one => one.Arn == workflow) is not { } target)
            return Verdict.Failed(
                targets.Count == 0 ? $"{name} has no target" : $"{name} leads to {string.Join(", ", targets.Select(one => one.Arn))}"
            );
        if (target.RoleArn is not { } role)
            return Verdict.Failed($"the target of {name} has no role");
        if (target.InputPath != "$.detail")
            return Verdict.Failed($"the target of {name} passes {target.InputPath ?? "the whole event"} on");
        if (!(await student.Account.RolesAsync().ConfigureAwait(false)).ContainsKey(role.Split('/')[^1]))
            return Verdict.Failed($"the role {role.Split('/')[^1]} of the target does not exist");
        var answers = await student
            .Account.SimulateAsync(role, student.Student, [("states:StartExecution", [workflow])])
            .ConfigureAwait(false);
        return answers.All(answer => answer.IsAllowed)
            ? Verdict.Passed($"{name} starts {student.Name("order-events-workflow")}")
            : Verdict.Failed($"{role.Split('/')[^1]} may not start {student.Name("order-events-workflow")}");
    }
}
