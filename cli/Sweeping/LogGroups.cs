using Classroom.Cli.Calls;
using Classroom.Cloud.Logs;

namespace Classroom.Cli.Sweeping;

sealed class LogGroups : OwnKind
{
    public override string Word => "log group";

    public override int Order => 6;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<DescribeLogGroups>().CallAsync(new(NextToken: next)).ConfigureAwait(false);
            return (page.LogGroups.Select(group => new Found(group.LogGroupName, group.LogGroupName)), page.NextToken);
        });

    /// <summary>/aws/lambda/user1-validate-fn, /aws/vendedlogs/states/user1-order-workflow.</summary>
    public override bool IsOf(string student, string name) => base.IsOf(student, name.Split('/')[^1]);

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteLogGroup>().CallAsync(new(found.Id));
}
