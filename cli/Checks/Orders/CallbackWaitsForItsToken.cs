using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks.Orders;

sealed class CallbackWaitsForItsToken : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "callback-workflow";

    public override string Sentence => "StartLongRunningTask hands out its task token, and waits five minutes at most for the answer.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The workflow must not go on when the function returns, but when somebody answers. Which resource of a task says so?",
        "Without its token a task cannot be answered. Which object of the context has it?",
        "A task that nobody answers must end some time: look for the field that limits the wait.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition)
    {
        if (definition.Find("StartLongRunningTask") is not { } task)
        {
            yield return "there is no state StartLongRunningTask";
            yield break;
        }
        if (((string?)task["Resource"])?.EndsWith(".waitForTaskToken", StringComparison.Ordinal) != true)
            yield return "StartLongRunningTask does not wait for a token";
        if (!HandsOut((task["Parameters"] ?? task["Arguments"]) as JsonObject))
            yield return "StartLongRunningTask does not hand out its task token";
        if (!task.ContainsKey("TimeoutSeconds") || (int)task["TimeoutSeconds"]! > 300)
            yield return $"StartLongRunningTask waits {(string?)task["TimeoutSeconds"]?.ToString() ?? "for ever, not 300"} s";
    }

    static bool HandsOut(JsonNode? parameters) =>
        parameters?.ToJsonString().Contains("$$.Task.Token", StringComparison.Ordinal) == true
        || parameters?.ToJsonString().Contains("$states.context.Task.Token", StringComparison.Ordinal) == true;
}
