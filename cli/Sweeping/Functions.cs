using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;

namespace Classroom.Cli.Sweeping;

sealed class Functions : OwnKind
{
    public override string Word => "function";

    public override int Order => 4;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListFunctions>().CallAsync(new(Marker: next)).ConfigureAwait(false);
            return (page.Functions.Select(function => new Found(function.FunctionName, function.FunctionName)), page.NextMarker);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => aws.Operation<DeleteFunction>().CallAsync(new(found.Id));
}
