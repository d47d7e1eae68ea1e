using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>
/// Answers tasks as a script says, by what their resource ends with: a list of answers, the last of which stays. An answer has one of
/// <c>succeed</c>, <c>fail</c>, <c>submit</c>, <c>echo</c> (the input is the result) and <c>silent</c>, and may come <c>after</c> so many
/// seconds.
/// </summary>
sealed class ScriptedHost(JsonObject script, JsonObject? objects = null) : IStatesHost, IObjectStore
{
    readonly SortedDictionary<string, byte[]> stored = new(
        (objects ?? JsonObject.Empty).ToDictionary(
            entry => entry.Key,
            entry => System.Text.Encoding.UTF8.GetBytes(((JsonString)entry.Value).Value)
        ),
        StringComparer.Ordinal
    );

    readonly Dictionary<string, int> calls = [];
    readonly Dictionary<string, TaskCall> open = [];
    long ids;

    public VirtualClock Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public TimeProvider Clock => Time;

    public string? Refuse(TaskResource resource) => resource.Action == "gone" ? $"The activity {resource.Arn} does not exist." : null;

    public List<TaskCall> Cancelled { get; } = [];

    public ExecutionStore Store { get; } = new();

    public ExecutionKeeping Keeps(ExecutionType type) => ExecutionKeeping.State;

    public void AtRest(Execution execution) => Store.Take(execution);

    public List<Exception> Reported { get; } = [];

    public void Broken(Execution execution, Exception exception) => Reported.Add(exception);

    public SavedExecution? Load(string executionArn) => Store.Load(executionArn);

    public IReadOnlyDictionary<string, byte[]> Stored => stored;

    public IObjectStore Objects => this;

    public void Put(string key, string content) => stored[key] = System.Text.Encoding.UTF8.GetBytes(content);

    public Task<byte[]?> GetAsync(string bucket, string key) => Task.FromResult(stored.GetValueOrDefault($"{bucket}/{key}"));

    public Task<IReadOnlyList<JsonObject>> ListAsync(string bucket, string prefix) =>
        Task.FromResult<IReadOnlyList<JsonObject>>([
            .. stored
                .Where(entry => entry.Key.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal))
                .Select(entry => JsonObject.Of(("Key", entry.Key[(bucket.Length + 1)..]), ("Size", entry.Value.Length))),
        ]);

    /// <summary>The error with which the store refuses to write; null where it writes.</summary>
    public Exception? WriteError { get; init; }

    public Task PutAsync(string bucket, string key, byte[] content)
    {
        if (WriteError is not null)
            return Task.FromException(WriteError);
        stored[$"{bucket}/{key}"] = content;
        return Task.CompletedTask;
    }

    public double NextRandom() => 0.5;

    public Guid NewId() => new($"00000000-0000-4000-8000-{++ids:x12}");

    public void StartTask(TaskCall call)
    {
        open[call.Token] = call;
        // Asked before, and the answer is on its way.
        if (call.IsResumed)
            return;
        var (name, answers) = script.FirstOrDefault(entry => call.Resource.Arn.EndsWith(entry.Key, StringComparison.Ordinal));
        if (answers is not JsonArray list)
            throw new InvalidOperationException($"the script has no answer for {call.Resource.Arn}");
        var number = calls[name] = calls.GetValueOrDefault(name) + 1;
        var answer = (JsonObject)list[Math.Min(number, list.Count) - 1];
        if (answer["after"] is JsonNumber seconds)
            Time.CreateTimer(_ => Answer(open[call.Token], answer), null, TimeSpan.FromSeconds(seconds.Value), Timeout.InfiniteTimeSpan);
        else
            Answer(call, answer);
    }

    public void CancelTask(TaskCall call) => Cancelled.Add(call);

    static void Answer(TaskCall call, JsonObject answer)
    {
        if (answer["submit"] is { } submitted)
            call.Submitted(submitted);
        if (answer["succeed"] is { } output)
            call.Succeed(output);
        if (answer.Has("echo"))
            call.Succeed(call.Input);
        if (answer["fail"] is JsonObject failure)
            call.Fail((failure["error"] as JsonString)?.Value, (failure["cause"] as JsonString)?.Value);
    }
}
