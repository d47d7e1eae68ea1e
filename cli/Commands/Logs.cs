using System.CommandLine;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cloud.Logs;

namespace Classroom.Cli.Commands;

sealed class Logs : CliCommand
{
    const int MostAudited = 1000;

    readonly Argument<string?> name = new("name")
    {
        Description = "A function or a workflow; all of the student's by default",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<string?> student = Student();
    readonly Option<bool> follow = Flag("--follow", "Keep showing new lines", "-f");
    readonly Option<int> minutes = new("--minutes", "-m")
    {
        Description = "How many minutes back",
        DefaultValueFactory = _ => 60,
        HelpName = "n",
    };
    readonly Option<string?> filter = new("--filter") { Description = "A filter pattern of CloudWatch Logs", HelpName = "pattern" };

    readonly Option<bool> onAws = OnAws();
    readonly Option<bool> audit = Flag("--audit", "Show who called which AWS API, and whether it was allowed, instead");

    public override string Path => "logs";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description => "Show the logs of a student's functions and workflows";

    public override IReadOnlyList<string> Examples =>
        ["logs order-validator --student user1", "logs -u user1 --follow", "logs -u user1 --filter ERROR", "logs --audit --student user1"];

    protected override void Define(Command command)
    {
        command.Arguments.Add(name);
        foreach (var option in (Option[])[student, follow, minutes, filter, audit, onAws])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (given.GetValue(audit))
            return await AuditAsync(given, context).ConfigureAwait(false);
        using var view = await StudentView
            .OpenAsync(context, given.GetValue(Stack)!, given.GetValue(student), given.GetValue(onAws), cancelled)
            .ConfigureAwait(false);
        string[] groups = given.GetValue(name) is { } one
            ? [await view.FindLogAsync(one).ConfigureAwait(false)]
            : [.. await view.LogsAsync().ConfigureAwait(false)];
        var from = context.Clock.GetUtcNow().AddMinutes(-given.GetValue(minutes)).ToUnixTimeMilliseconds();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var events = new List<(long Time, string Group, string Message)>();
            foreach (var group in groups)
                await ReadAsync(view.Aws, group, from, given.GetValue(filter), seen, events).ConfigureAwait(false);
            foreach (var (time, group, message) in events.OrderBy(entry => entry.Time))
            {
                var whose = groups.Length > 1 ? $"{group.Split('/')[^1]} " : "";
                await context
                    .Plain.WriteLineAsync($"{DateTimeOffset.FromUnixTimeMilliseconds(time):HH:mm:ss.fff} {whose}{message.TrimEnd()}")
                    .ConfigureAwait(false);
                from = Math.Max(from, time);
            }
            if (given.GetValue(follow))
                await Task.Delay(TimeSpan.FromMilliseconds(500), context.Clock, cancelled).ConfigureAwait(false);
        } while (given.GetValue(follow));
        return ExitCode.Done;
    }

    async Task<ExitCode> AuditAsync(ParseResult given, CommandContext context)
    {
        var only = given.GetValue(student);
        var students = KnownStudents(context, given.GetValue(Stack)!);
        if (only is not null)
            Chosen([only], students);
        var since = context.Clock.GetUtcNow().AddMinutes(-given.GetValue(minutes));
        var calls = new AuditTrail(context, students).Newest(AuditTrail.Since(since), MostAudited, only).Reverse().ToList();
        foreach (var call in calls)
            await context
                .Plain.WriteLineAsync(
                    $"{call.Time} {call.Student ?? "-"} {call.Caller} {call.Operation} {call.Resource} "
                        + $"from {call.Address}: {call.Error ?? "allowed"}"
                )
                .ConfigureAwait(false);
        if (calls.Count == MostAudited)
            context.Line($"These are the last {MostAudited} calls; --student and --minutes show fewer.");
        return ExitCode.Done;
    }

    static async Task ReadAsync(
        AwsClient aws,
        string group,
        long from,
        string? pattern,
        HashSet<string> seen,
        List<(long, string, string)> events
    )
    {
        string? next = null;
        do
        {
            var page = await aws.Operation<FilterLogEvents>()
                .CallAsync(new(LogGroupName: group, StartTime: from, FilterPattern: pattern, NextToken: next))
                .ConfigureAwait(false);
            foreach (var entry in page.Events)
            {
                if (seen.Add(entry.EventId))
                    events.Add((entry.Timestamp, group, entry.Message));
            }
            next = page.NextToken;
        } while (next is not null);
    }
}
