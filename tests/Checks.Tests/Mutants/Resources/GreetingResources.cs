using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;
using Classroom.Cloud.Logs;
using Classroom.Cloud.Sns;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Checks.Tests.Mutants.Resources;

static class GreetingResources
{
    public static IEnumerable<Mutant> All =>
        [
            new(
                "a function whose code was overwritten after the exercises",
                "greeting/alice-is-greeted",
                damage => damage.CodeAsync("process-fn"),
                "greeting/nameless-input-fails",
                "greeting/transient-error-was-retried"
            ),
            new(
                "a workflow that logs errors only",
                "greeting/workflows-log-everything",
                damage => ResourceDamage.LoggingAsync(damage, "greeting-workflow", logging => logging with { Level = "ERROR" })
            ),
            new(
                "a function with the role of a neighbour",
                "greeting/functions-use-own-role",
                damage =>
                    damage.FunctionAsync("notify-fn", input => input with { Role = Damage.RoleArn(damage.Neighbour("greeting-functions")) })
            ),
            new(
                "a policy that allows all functions",
                "greeting/roles-name-their-resources",
                damage => damage.AddPolicyAsync("greeting-workflows", "lambda:InvokeFunction", "*")
            ),
            new(
                "a role that may not call one of its functions",
                "greeting/workflows-may-call-their-functions",
                damage =>
                    damage.PolicyAsync(
                        "greeting-workflows",
                        text => text.Replace(damage.Name("notify-fn"), damage.Name("notify-function"), StringComparison.Ordinal)
                    )
            ),
            new(
                "a deleted function",
                "greeting/functions-exist",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteFunction>().CallAsync(new(damage.Name("validate-fn")));
                }
            ),
            new(
                "a deleted workflow",
                "greeting/workflows-exist",
                damage =>
                {
                    damage.Repair();
                    return damage
                        .Aws.Operation<DeleteStateMachine>()
                        .CallAsync(new(damage.Arn("states", $"stateMachine:{damage.Name("greeting-workflow")}")));
                }
            )
            {
                DeletesExecutions = true,
            },
            new(
                "a deleted log group of a workflow",
                "greeting/workflows-log-everything",
                damage =>
                {
                    damage.Repair();
                    return damage
                        .Aws.Operation<DeleteLogGroup>()
                        .CallAsync(new($"/aws/vendedlogs/states/{damage.Name("greeting-workflow")}"));
                }
            )
            {
                DeletesExecutions = true,
            },
            new(
                "a deleted topic",
                "greeting/greetings-topic-exists",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteTopic>().CallAsync(new(damage.Arn("sns", damage.Name("greetings"))));
                }
            ),
        ];
}
