using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class WhyDenied : CliCommand
{
    readonly Option<string?> student = new("--student", "-u") { Description = "Only this student", HelpName = "username" };
    readonly Option<int> last = new("--last", "-n")
    {
        Description = "How many of the last denials",
        DefaultValueFactory = _ => 5,
        HelpName = "n",
    };

    public override string Path => "why-denied";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description => "Explain the last calls that IAM denied: which statement denies, or which one is missing";

    public override IReadOnlyList<string> Examples => ["why-denied", "why-denied --student user1 --last 1"];

    protected override void Define(Command command)
    {
        command.Options.Add(student);
        command.Options.Add(last);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var only = given.GetValue(student);
        var students = KnownStudents(context, given.GetValue(Stack)!);
        if (only is not null)
            Chosen([only], students);
        var denials = new AuditTrail(context, students)
            .Newest("event ->> '$.additionalEventData.denial' IS NOT NULL", given.GetValue(last), only)
            .Reverse()
            .ToList();
        if (denials.Count == 0)
            context.Line($"IAM has denied no call{(only is null ? "" : $" of {only}")}. Calls appear here a second after they are made.");
        foreach (var denied in denials)
        {
            foreach (var line in Explain(denied))
                await context.Plain.WriteLineAsync(line).ConfigureAwait(false);
            await context.Plain.WriteLineAsync().ConfigureAwait(false);
        }
        return ExitCode.Done;
    }

    public static IEnumerable<string> Explain(AuditedCall call)
    {
        var denial = call.Denial!;
        var (action, resource, reason) = ((string)denial["action"]!, (string)denial["resource"]!, (string)denial["reason"]!);
        yield return $"{call.Time} {call.Caller}";
        yield return $"  was denied {action} on {resource}.";
        if (reason == "NoSuchRole")
        {
            yield return "  There is no such role. AWS says the same as for one that may not be assumed, so that nobody can guess names.";
            yield break;
        }
        if (reason.StartsWith("ExplicitDeny", StringComparison.Ordinal))
        {
            var statement = (string?)denial["statement"] ?? "a statement that has changed since";
            yield return $"  Denied by {(string?)denial["policy"] ?? Layer(reason, action)}: {statement}.";
            yield return "  A denial wins over every permission: the call works only where this statement does not apply.";
            yield break;
        }
        var layer = Layer(reason, action);
        yield return $"  No statement of {layer} allows it.";
        foreach (var near in ((JsonArray?)denial["near"] ?? []).OfType<JsonObject>())
            yield return $"  Close is {(string)near["policy"]!}: {(string)near["statement"]!}; but {(string)near["missing"]!}.";
        yield return $"  Needed: a statement in {layer} that allows {action} on {resource}.";
    }

    static string Layer(string reason, string action) =>
        reason switch
        {
            "NoBoundaryAllows" or "ExplicitDenyInBoundary" => "the permissions boundary",
            "NoSessionPolicyAllows" or "ExplicitDenyInSessionPolicy" => "the policies of the session",
            "NoResourcePolicyAllows" or "ExplicitDenyInResourcePolicy" when action.StartsWith("sts:", StringComparison.Ordinal) =>
                "the trust policy of the role",
            "NoResourcePolicyAllows" or "ExplicitDenyInResourcePolicy" => "the policy of the resource",
            _ => "the policies of the caller",
        };
}
