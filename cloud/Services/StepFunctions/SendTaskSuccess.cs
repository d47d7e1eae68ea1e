using System.Text.Json.Serialization;
using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Tasks;

namespace Classroom.Cloud.StepFunctions;

sealed class SendTaskSuccess(TaskRunner tasks) : IAsyncOperation<SendTaskSuccess.Input, Nothing>
{
    public sealed record Input(string TaskToken, [property: JsonPropertyName("output")] string Result);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public async Task<Nothing> RunAsync(Input input, Call call)
    {
        var task = await tasks.ByTokenAsync(input.TaskToken).ConfigureAwait(false) ?? throw TokenErrors.Unknown(input.TaskToken);
        StatesLanguage.Data.Json output;
        try
        {
            output = StatesLanguage.Data.Json.ParseVerbatim(input.Result);
        }
        catch (StatesLanguage.Data.JsonSyntaxException exception)
        {
            throw new AwsException("InvalidOutput", $"Invalid Output: '{exception.Problem}'");
        }
        tasks.Forget(task.Call);
        task.Call.Succeed(output);
        await task.KeptAsync().ConfigureAwait(false);
        return Nothing.Value;
    }
}
