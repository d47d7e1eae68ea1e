using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Tasks;

namespace Classroom.Cloud.StepFunctions;

sealed class SendTaskHeartbeat(TaskRunner tasks) : IAsyncOperation<SendTaskHeartbeat.Input, Nothing>
{
    public sealed record Input(string TaskToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public async Task<Nothing> RunAsync(Input input, Call call)
    {
        var task = await tasks.ByTokenAsync(input.TaskToken).ConfigureAwait(false) ?? throw TokenErrors.Unknown(input.TaskToken);
        task.Call.Heartbeat();
        await task.KeptAsync().ConfigureAwait(false);
        return Nothing.Value;
    }
}
