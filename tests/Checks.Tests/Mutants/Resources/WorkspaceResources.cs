using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;
using Classroom.Cloud.Metrics;

namespace Classroom.Checks.Tests.Mutants.Resources;

static class WorkspaceResources
{
    public static IEnumerable<Mutant> All =>
        [
            new(
                "a student who may start the workflows of others",
                "workspace/student-does-not-reach-neighbours",
                async damage =>
                {
                    var user = damage.Name("student");
                    damage.Undo(() => damage.Aws.Operation<DeleteUserPolicy>().CallAsync(new(user, "more")));
                    await damage.Aws.Operation<PutUserPolicy>().CallAsync(new(user, "more", Damage.Allow("states:StartExecution", "*")));
                }
            ),
            new(
                "a deleted dashboard",
                "workspace/dashboard-shows-every-workflow",
                damage =>
                {
                    damage.Repair();
                    return damage.Aws.Operation<DeleteDashboards>().CallAsync(new([damage.Name("stepfunctions-monitoring")]));
                }
            ),
            new(
                "a dashboard without a workflow",
                "workspace/dashboard-shows-every-workflow",
                async damage =>
                {
                    var name = damage.Name("stepfunctions-monitoring");
                    var before = (await damage.Aws.Operation<GetDashboard>().CallAsync(new(name))).DashboardBody;
                    damage.Undo(() => damage.Aws.Operation<PutDashboard>().CallAsync(new(name, before)));
                    await damage
                        .Aws.Operation<PutDashboard>()
                        .CallAsync(new(name, before.Replace("callback-workflow", "other-workflow", StringComparison.Ordinal)));
                }
            ),
        ];
}
