using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Tasks;

namespace Classroom.Cloud.StepFunctions;

sealed class SendTaskFailure(TaskRunner tasks) : IAsyncOperation<SendTaskFailure.Input, Nothing>
{
    public sealed record Input(string TaskToken, string? Error = null, string? Cause = null);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public async Task<Nothing> RunAsync(Input input, Call call)
    {
        var task = await tasks.ByTokenAsync(input.TaskToken).ConfigureAwait(false) ?? throw TokenErrors.Unknown(input.TaskToken);
        tasks.Forget(task.Call);
        task.Call.Fail(input.Error, input.Cause);
        await task.KeptAsync().ConfigureAwait(false);
        return Nothing.Value;
    }
}
