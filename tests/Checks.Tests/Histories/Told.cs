using System.Text.Json.Nodes;
using Classroom.Cli.Checks;
using Classroom.Cli.Executions;

namespace Classroom.Checks.Tests.Histories;

/// <summary>A history that a test writes event by event, as Step Functions would.</summary>
sealed class Told
{
    static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    readonly List<HistoryEvent> events = [];
    long last;

    public static Told Of(string input) => new Told().Add("ExecutionStarted", ("input", input));

    public Told Enter(string state, string type = "Task") => Add($"{type}StateEntered", ("name", state));

    public Told Exit(string state, string type = "Task") => Add($"{type}StateExited", ("name", state));

    /// <summary>A call of a function that fails.</summary>
    public Told Fail(string error) =>
        Add("LambdaFunctionScheduled").Add("LambdaFunctionStarted").Add("LambdaFunctionFailed", ("error", error));

    /// <summary>A call of a function that succeeds.</summary>
    public Told Call() => Add("LambdaFunctionScheduled").Add("LambdaFunctionStarted").Add("LambdaFunctionSucceeded");

    public Told Iterate(string what) => Add($"MapIteration{what}");

    public History Succeed(string output = "{}") => Add("ExecutionSucceeded", ("output", output)).Build();

    public History FailWith(string error) => Add("ExecutionFailed", ("error", error)).Build();

    public History Build() => new("arn:aws:states:us-east-1:000000000000:execution:user1-w:run-1", events);

    Told Add(string type, params (string Name, string Value)[] details)
    {
        var id = events.Count + 1;
        events.Add(
            new(
                id,
                last,
                type,
                Start.AddSeconds(id),
                new(details.Select(detail => KeyValuePair.Create(detail.Name, (JsonNode?)detail.Value)))
            )
        );
        last = id;
        return this;
    }
}
