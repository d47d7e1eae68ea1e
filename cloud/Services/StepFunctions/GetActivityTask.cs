using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Tasks;

namespace Classroom.Cloud.StepFunctions;

sealed class GetActivityTask(MachineStore store, ActivityTasks activities) : IAsyncOperation<GetActivityTask.Input, GetActivityTask.Output>
{
    public sealed record Input(string ActivityArn, string? WorkerName = null);

    public sealed record Output(string? TaskToken, [property: JsonPropertyName("input")] string? Data);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(MachineStore.CheckArn(input.ActivityArn))];

    public async Task<Output> RunAsync(Input input, Call call)
    {
        store.Activity(input.ActivityArn);
        var task = await activities.TakeAsync(input.ActivityArn, TimeSpan.FromSeconds(60), call.Aborted).ConfigureAwait(false);
        if (task is null)
            return new(null, null);
        task.Started(input.WorkerName);
        return new(task.Token, task.Input.ToString());
    }
}
