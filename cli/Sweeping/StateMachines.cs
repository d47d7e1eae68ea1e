using Classroom.Cli.Calls;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Sweeping;

sealed class StateMachines : OwnKind
{
    public override string Word => "workflow";

    public override int Order => 3;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListStateMachines>().CallAsync(new(MaxResults: 1000, NextToken: next)).ConfigureAwait(false);
            return (page.StateMachines.Select(machine => new Found(machine.Name, machine.StateMachineArn)), page.NextToken);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteStateMachine>().CallAsync(new(found.Id));
}
