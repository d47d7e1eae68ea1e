using Classroom.Cloud.Gateway;
using Classroom.Cloud.StepFunctions.Tasks;
using System.Text.Json.Serialization;

namespace Classroom.Cloud.StepFunctions;

sealed class SendTaskFailure(TaskRunner tasks) : IAsyncOperation<SendTaskFailure.Input, Nothing>
{
    public sealed record Input(string TaskToken, string? Error = null, string? Cause = null);

    public Task<Nothing> RunAsync(Input input, Call call)
    {
        var task = tasks.ByToken(input.TaskToken) ?? throw TokenErrors.NotThere();
        tasks.Forget(task);
        task.Fail(input.Error, input.Cause);
        return Task.FromResult(Nothing.Value);
    }
}
