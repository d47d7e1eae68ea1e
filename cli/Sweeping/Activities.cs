using Classroom.Cli.Calls;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Sweeping;

sealed class Activities : OwnKind
{
    public override string Word => "activity";

    public override int Order => 3;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListActivities>().CallAsync(new(MaxResults: 1000, NextToken: next)).ConfigureAwait(false);
            return (page.Activities.Select(activity => new Found(activity.Name, activity.ActivityArn)), page.NextToken);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteActivity>().CallAsync(new(found.Id));
}
