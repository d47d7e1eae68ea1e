using Classroom.Cloud.Gateway;
using Classroom.Cloud.StepFunctions.Tasks;
using System.Text.Json.Serialization;

namespace Classroom.Cloud.StepFunctions;

sealed class SendTaskHeartbeat(TaskRunner tasks) : IAsyncOperation<SendTaskHeartbeat.Input, Nothing>
{
    public sealed record Input(string TaskToken);

    public Task<Nothing> RunAsync(Input input, Call call)
    {
        (tasks.ByToken(input.TaskToken) ?? throw TokenErrors.NotThere()).Heartbeat();
        return Task.FromResult(Nothing.Value);
    }
}
