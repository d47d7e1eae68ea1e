using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

sealed class ListActivities(MachineStore store) : IOperation<ListActivities.Input, ListActivities.Output>
{
    public sealed record Input(int? MaxResults = null, string? NextToken = null);

    public sealed record Output(IReadOnlyList<Item> Activities, string? NextToken);

    public sealed record Item(string ActivityArn, string Name, DateTimeOffset CreationDate);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (page, next) = Pages.Cut(store.Activities.All, input.NextToken, input.MaxResults);
        return new([.. page.Select(activity => new Item(store.ActivityArn(activity.Name), activity.Name, activity.Created))], next);
    }
}
