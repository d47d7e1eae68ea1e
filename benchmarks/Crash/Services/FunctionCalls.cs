using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>
/// Synchronous invocations of one of the class's own functions: after every start its code must be present and its answers must be the
/// same.
/// </summary>
sealed class FunctionCalls(Scene scene) : Writer(scene, "Lambda calls")
{
    public override TimeSpan Pause => TimeSpan.FromMilliseconds(200);

    public override Task PrepareAsync() => Task.CompletedTask;

    public override async Task StepAsync()
    {
        var input = new JsonObject { ["name"] = "Zoë", ["payload"] = Awkward.Object(Random, 3, 200) };
        var reply = await Client.RestAsync("lambda", HttpMethod.Post, $"/2015-03-31/functions/{Scenery.Validator}/invocations", input);
        if (!IsAcknowledged(reply))
            return;
        Tally.Compared++;
        input["validated"] = true;
        if (reply.Header("X-Amz-Function-Error") is not null)
            Differ(
                DamageWords.In(reply.Text) ? Fault.Damaged : Fault.Refused,
                $"the function {Scenery.Validator} failed: {Report.Shortened(reply.Text)}"
            );
        else if (!JsonNode.DeepEquals(reply.Json, input))
            Differ(Fault.Wrong, $"the function {Scenery.Validator} gave a wrong answer: {Report.Shortened(reply.Text)}");
    }

    public override Task CompareRecentAsync() => Task.CompletedTask;

    public override Task CompareAllAsync() => StepAsync();
}
