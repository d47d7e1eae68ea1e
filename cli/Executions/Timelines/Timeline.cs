using System.Text.Json.Nodes;

namespace Classroom.Cli.Executions.Timelines;

/// <summary>
/// Reads the events of an execution in their order, and makes one step of all events of an attempt. A step is complete when its last event
/// has come, so that an execution can be followed while it runs.
/// </summary>
/// <param name="isLive">Whether somebody waits: then a pause is a step already when it begins.</param>
sealed class Timeline(WorkflowText workflow, bool isLive)
{
    /// <summary>Of the iterations of a Map state, the first ones are shown, and all that did not go well.</summary>
    const int MostIterations = 5;

    readonly Dictionary<long, Strand> strands = [];
    readonly Dictionary<long, string> types = [];
    readonly Strand main = new(null, 0, "");
    readonly List<Step> ready = [];
    DateTimeOffset? began;

    /// <summary>Steps that are complete when the next state is known, by the event that left their state.</summary>
    readonly Dictionary<long, Func<string, Step>> undecided = [];

    public int Events { get; private set; }

    public int Retries { get; private set; }

    /// <summary>The steps that this event completes.</summary>
    public IReadOnlyList<Step> Add(HistoryEvent next)
    {
        Events++;
        began ??= next.Time;
        ready.Clear();
        var strand = StrandOf(next);
        (strands[next.Id], types[next.Id]) = (strand, next.Type);
        Read(next, strand, next.Time - began.Value);
        return [.. ready];
    }

    Strand StrandOf(HistoryEvent next)
    {
        var before = strands.GetValueOrDefault(next.Previous) ?? main;
        return next.Type switch
        {
            "MapIterationStarted" => new(before, before.Depth + 1, $"#{next["index"]}"),
            _ when next.IsEntered && types.GetValueOrDefault(next.Previous) == "ParallelStateStarted" => new(before, before.Depth + 1, ""),
            // These events follow the last event inside, and belong to the state around it.
            "ParallelStateSucceeded" or "ParallelStateFailed" => Around(before, visit => visit.Type == "Parallel"),
            "MapIterationSucceeded" or "MapIterationFailed" or "MapIterationAborted" => before.Around ?? before,
            "MapStateFailed" => Around(before, visit => visit.Type == "Map"),
            _ when next.IsExited => Around(before, visit => visit.Name == next["name"]),
            _ when next.IsEnd => main,
            _ => before,
        };
    }

    static Strand Around(Strand inside, Func<Visit, bool> isWanted)
    {
        var strand = inside;
        while (!(strand.Current is { } visit && isWanted(visit)) && strand.Around is { } around)
            strand = around;
        return strand;
    }

    void Read(HistoryEvent next, Strand strand, TimeSpan now)
    {
        if (next.Type == "ExecutionStarted")
            ready.Add(new(now, 0, "input", "", null, Facts.Of(Facts.Parse(next["input"])), StepOutcome.Neutral) { Input = next["input"] });
        else if (next.Type == "ExecutionRedriven")
            ready.Add(new(now, 0, "redrive", "", null, "the execution goes on where it failed", StepOutcome.Neutral));
        else if (next.IsEntered)
            Enter(next, strand, now);
        else if (next.IsEnd)
            End(next, now);
        else if (strand.Current is { } visit)
            Work(next, strand, visit, now);
    }

    void Enter(HistoryEvent next, Strand strand, TimeSpan now)
    {
        var visit = strand.Current = new(next) { Entered = now, AttemptBegan = now };
        if (undecided.Remove(next.Previous, out var decided))
            ready.Add(decided(visit.Name));
        if (visit.Type == "Wait" && isLive)
            ready.Add(StepOf(strand, visit, "waits", null, "", StepOutcome.Neutral));
    }

    void Work(HistoryEvent next, Strand strand, Visit visit, TimeSpan now)
    {
        if (next.IsScheduled)
            Attempt(next, visit, now);
        else if (next.IsFailure)
        {
            Surface(strands.GetValueOrDefault(next.Previous), strand, visit);
            Fail(next, strand, visit, now);
        }
        else if (next.IsExited)
            Exit(next, strand, visit, now);
        else
            switch (next.Type)
            {
                case "TaskSubmitted" when next["resource"]?.EndsWith(".waitForTaskToken", StringComparison.Ordinal) == true:
                    ready.Add(StepOf(strand, visit, "waits", null, "for an answer with its task token", StepOutcome.Warning));
                    break;
                case "TaskSubmitted" when visit.Function is null:
                    ready.Add(StepOf(strand, visit, "waits", null, $"for {next["resourceType"]} {next["resource"]}", StepOutcome.Neutral));
                    break;
                case "ParallelStateStarted":
                    ready.Add(
                        StepOf(strand, visit, "", null, Plural(workflow.Branches(visit.Name), "branch", "branches"), StepOutcome.Neutral)
                    );
                    break;
                case "MapStateStarted":
                    var atOnce = workflow.MostAtOnce(visit.Name) is { } most and not "0" ? $", at most {most} at once" : "";
                    var items = int.TryParse(next["length"], out var length) ? Plural(length, "item", "items") : "items";
                    ready.Add(StepOf(strand, visit, "", null, items + atOnce, StepOutcome.Neutral));
                    break;
                case "MapIterationSucceeded":
                    visit.Iterations++;
                    break;
                case "MapIterationFailed":
                    visit.FailedIterations++;
                    Surface(strands.GetValueOrDefault(next.Previous), strand, visit);
                    break;
            }
    }

    static void Attempt(HistoryEvent next, Visit visit, TimeSpan now)
    {
        visit.AttemptBegan = now;
        var parameters = Facts.Parse(next["parameters"]) as JsonObject;
        var function =
            next.Type == "LambdaFunctionScheduled" ? next["resource"]
            : next["resourceType"] == "lambda" ? (string?)parameters?["FunctionName"]
            : null;
        // An ARN has seven parts, and may have a version or an alias as an eighth.
        visit.Function = function?.Split(':') is { Length: >= 7 } parts ? parts[6] : function;
    }

    /// <summary>
    /// The state around a branch or an iteration fails because of what failed inside: that is told first, and its error is the error that
    /// the state around it retries or catches. The events of AWS name it only where it happened.
    /// </summary>
    void Surface(Strand? inside, Strand strand, Visit around)
    {
        if (inside is null || inside == strand || inside.Current is not { } visit)
            return;
        if (visit.Type == "Fail")
            visit.Failed = StepOf(inside, visit, "fail", null, workflow.Error(visit.Name) ?? "", StepOutcome.Bad);
        if (visit.Failed is not { } failed)
            return;
        ready.Add(failed);
        around.ErrorInside = visit.Type == "Fail" ? workflow.Error(visit.Name) : visit.Failures[^1];
        inside.Current = null;
    }

    void Fail(HistoryEvent next, Strand strand, Visit visit, TimeSpan now)
    {
        var error =
            next["error"] ?? visit.ErrorInside ?? (next.Type.Contains("TimedOut", StringComparison.Ordinal) ? "States.Timeout" : next.Type);
        var retry = workflow.Retry(visit.Name, error, visit.Failures);
        visit.Failures.Add(error);
        var failed = StepOf(strand, visit, "failed", now - visit.AttemptBegan, error, StepOutcome.Bad) with
        {
            At = visit.AttemptBegan,
            Below = next["cause"] is { Length: > 0 } cause ? [Cause(cause)] : [],
        };
        if (retry is null)
        {
            visit.Failed = failed;
            return;
        }
        Retries++;
        ready.Add(failed with { Verdict = "retry", Note = $"{error}, {retry}", Outcome = StepOutcome.Warning, Below = [] });
    }

    void Exit(HistoryEvent next, Strand strand, Visit visit, TimeSpan now)
    {
        strand.Current = null;
        var output = Facts.Parse(next["output"]);
        var changed = Facts.Difference(visit.Input, output);
        var done = StepOf(strand, visit, "ok", now - visit.AttemptBegan, changed, StepOutcome.Good) with
        {
            At = visit.AttemptBegan,
            Output = next["output"],
        };
        if (visit.Failed is { } failed)
        {
            undecided[next.Id] = to => failed with { Verdict = "caught", Note = $"{failed.Note} -> {to}", Outcome = StepOutcome.Warning };
            return;
        }
        switch (visit.Type)
        {
            case "Choice":
                undecided[next.Id] = to => done with { Verdict = $"-> {to}", Took = null, Note = changed, Outcome = StepOutcome.Neutral };
                break;
            case "Wait":
                ready.Add(done with { Verdict = "waited", Outcome = StepOutcome.Neutral });
                break;
            case "Parallel":
                ready.Add(done with { At = visit.Entered, Took = now - visit.Entered, Verdict = "done" });
                break;
            case "Map":
                var counted =
                    visit.FailedIterations > 0 ? $"{visit.Iterations} ok, {visit.FailedIterations} failed" : $"all {visit.Iterations} ok";
                ready.Add(
                    done with
                    {
                        At = visit.Entered,
                        Took = now - visit.Entered,
                        Verdict = "done",
                        Note = $"{counted}  {changed}".Trim(),
                    }
                );
                break;
            case "Task":
                if (!IsOneOfMany(strand))
                    ready.Add(done);
                break;
            default:
                if (!IsOneOfMany(strand))
                    ready.Add(done with { Verdict = visit.Type.ToLowerInvariant(), Took = null, Outcome = StepOutcome.Neutral });
                break;
        }
    }

    void End(HistoryEvent next, TimeSpan now)
    {
        foreach (var strand in strands.Values.Distinct().Where(strand => strand.Current?.Failed is not null).ToList())
        {
            ready.Add(strand.Current!.Failed!);
            strand.Current = null;
        }
        if (main.Current is { Type: "Fail" } fail)
            ready.Add(StepOf(main, fail, "fail", null, "", StepOutcome.Bad));
        var word = next.Type["Execution".Length..].ToUpperInvariant();
        var note = word switch
        {
            "SUCCEEDED" => Facts.Of(Facts.Parse(next["output"])),
            _ => next["error"] ?? "",
        };
        var cause = next["cause"] is { Length: > 0 } text ? Cause(text) : null;
        ready.Add(
            new(now, 0, Word(word), "", null, note, word == "SUCCEEDED" ? StepOutcome.Good : StepOutcome.Bad)
            {
                IsEnd = true,
                Output = next["output"],
                // A cause that was told with its step is not told again.
                Below = cause is null || ready.Any(step => step.Below.Contains(cause)) ? [] : [cause],
            }
        );
    }

    static string Word(string end) => end == "TIMEDOUT" ? "TIMED_OUT" : end;

    static bool IsOneOfMany(Strand strand) => strand.Label is ['#', .. var number] && int.Parse(number, null) >= MostIterations;

    static Step StepOf(Strand strand, Visit visit, string verdict, TimeSpan? took, string note, StepOutcome outcome) =>
        new(visit.Entered, strand.Depth, $"{visit.Name}{(strand.Label.Length > 0 ? $" {strand.Label}" : "")}", verdict, took, note, outcome)
        {
            Function = visit.Function,
            Input = visit.InputText,
        };

    /// <summary>Functions fail with a JSON document, in which only the message is for readers.</summary>
    static string Cause(string cause) =>
        Facts.Parse(cause) is JsonObject error && (string?)error["errorMessage"] is { } message ? message : cause;

    static string Plural(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
