using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>
/// Every file in Cases is a machine, what it gets, and how its tasks answer; beside it lies the whole history that is expected. With
/// CLASSROOM_APPROVE=1 what comes out becomes what is expected, and its diff is read before it is committed. A case may be redriven:
/// so many seconds after its end, perhaps with other objects in the store.
/// </summary>
public class CaseTests
{
    static string Folder => Path.Combine(Path.GetDirectoryName(SourceFile())!, "Cases");

    public static IEnumerable<TestCaseData> Cases() =>
        Directory
            .GetFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetRelativePath(Folder, file)[..^".json".Length]));

    [TestCaseSource(nameof(Cases))]
    public void A_machine_has_this_history(string file)
    {
        var text = HistoryOf((JsonObject)Json.Parse(File.ReadAllText(file)));
        var approved = Path.ChangeExtension(file, ".history.txt");
        if (Environment.GetEnvironmentVariable("CLASSROOM_APPROVE") == "1")
            File.WriteAllText(approved, text);
        Assert.That(
            File.Exists(approved),
            Is.True,
            $"no approved history {approved}; run the test once with CLASSROOM_APPROVE=1 and read what it writes"
        );
        Assert.That(text, Is.EqualTo(File.ReadAllText(approved).ReplaceLineEndings("\n")));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_machine_that_moves_whenever_it_rests_has_the_same_history(string file) =>
        Assert.That(
            HistoryOf((JsonObject)Json.Parse(File.ReadAllText(file)), Moved),
            Is.EqualTo(File.ReadAllText(Path.ChangeExtension(file, ".history.txt")).ReplaceLineEndings("\n"))
        );

    /// <summary>The execution as another process would find it: nothing is left of it but texts.</summary>
    static Execution Moved(StateMachine machine, Execution execution, ScriptedHost host)
    {
        execution.Suspend();
        return Execution.Resume(machine, execution.Input, execution.Identity, host, execution.Type, host.Store[execution].Saved);
    }

    static string HistoryOf(JsonObject @case, Func<StateMachine, Execution, ScriptedHost, Execution>? move = null)
    {
        var host = new ScriptedHost(@case["tasks"] as JsonObject ?? JsonObject.Empty, @case["objects"] as JsonObject);
        var machine = StateMachine.Parse(@case["definition"]!.ToString());
        var identity = new ExecutionIdentity(
            "arn:aws:states:us-east-1:123456789012:execution:machine:run",
            "run",
            "arn:aws:states:us-east-1:123456789012:stateMachine:machine",
            "machine",
            "arn:aws:iam::123456789012:role/role"
        );
        var input = @case["inputText"] is JsonString text ? Json.ParseVerbatim(text.Value) : @case["input"] ?? JsonObject.Empty;
        var execution = new Execution(machine, input, identity, host);
        execution.Start();
        execution = ToItsEnd(machine, execution, host, move);
        foreach (var redrive in (@case["redrives"] as JsonArray ?? JsonArray.Empty).Cast<JsonObject>())
        {
            host.Time.Pass(TimeSpan.FromSeconds(((JsonNumber)redrive["after"]!).Value));
            foreach (var (key, content) in redrive["objects"] as JsonObject ?? JsonObject.Empty)
                host.Put(key, ((JsonString)content).Value);
            execution = Execution.Redrive(machine, input, identity, host, host.Store[execution].Saved);
            execution = ToItsEnd(machine, execution, host, move);
        }
        Assert.That(host.Reported, Is.Empty);
        var began = execution.Started;
        var lines = host.Store[execution]
            .History.Select(@event =>
                $"{@event.Id}<-{@event.PreviousEventId} +{(@event.Timestamp - began).TotalSeconds}s {@event.Type}{Detail(@event)}"
            );
        lines = lines
            .Concat(host.Store.MapRuns.Select(MapRun))
            .Concat(host.Store.Executions.Where(kept => kept.Execution.MapRunArn is not null).Select(Child))
            .Concat(
                host.Stored.Where(entry => @case["objects"] is not JsonObject given || !given.Has(entry.Key))
                    .Select(entry => $"{entry.Key}: {System.Text.Encoding.UTF8.GetString(entry.Value)}")
            );
        return string.Join(
                '\n',
                lines.Append($"{execution.Status}: {execution.Output?.ToString() ?? $"{execution.Error}: {execution.Cause}"}")
            ) + "\n";
    }

    static Execution ToItsEnd(
        StateMachine machine,
        Execution execution,
        ScriptedHost host,
        Func<StateMachine, Execution, ScriptedHost, Execution>? move
    )
    {
        do execution = execution.Status == ExecutionStatus.Running && move is not null ? move(machine, execution, host) : execution;
        while (execution.Status == ExecutionStatus.Running && host.Time.Advance());
        return execution;
    }

    static string Redrives(int count) => count == 0 ? "" : $", redriven {count} times";

    static string MapRun(MapRunState run) =>
        $"{run.Arn} {run.Status}: executions {Counts(run.Executions)}, items {Counts(run.Items)}{Redrives(run.RedriveCount)}";

    static string Counts(MapRunCounts counts) =>
        $"MapRunCounts {{ Pending = {counts.Pending}, Running = {counts.Running}, Succeeded = {counts.Succeeded}, "
        + $"Failed = {counts.Failed}, TimedOut = {counts.TimedOut}, Aborted = {counts.Aborted}, Total = {counts.Total} }}";

    static string Child(KeptExecution kept)
    {
        var child = kept.Execution;
        var end = $"{child.Status} {child.Output?.ToString() ?? child.Error}";
        return $"{child.Identity.Arn} {child.Input} -> {end}, {kept.History.Count} events{Redrives(child.RedriveCount)}";
    }

    static string Detail(HistoryEvent @event)
    {
        if (@event.Details is null)
            return "";
        var (name, details) = @event.ToJson().First(member => member.Value is JsonObject);
        Assert.That(name, Is.EqualTo($"{FamilyOf(@event.Type)}EventDetails"));
        return $" {details}";
    }

    /// <summary>The name under which AWS groups the details of a type of event; all types of states share two names.</summary>
    static string FamilyOf(string type) =>
        type.EndsWith("StateEntered", StringComparison.Ordinal) ? "stateEntered"
        : type.EndsWith("StateExited", StringComparison.Ordinal) ? "stateExited"
        : char.ToLowerInvariant(type[0]) + type[1..];

    static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        file.StartsWith("/_/", StringComparison.Ordinal) ? Path.Combine(RepositoryRoot(), file["/_/".Length..]) : file;

    static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Classroom.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
