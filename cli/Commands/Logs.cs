using System.CommandLine;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cloud.Logs;

namespace Classroom.Cli.Commands;

sealed class Logs : CliCommand
{
    readonly Argument<string?> name = new("name")
    {
        Description = "A function or a workflow; all of the student's by default",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<string?> student = new("--student", "-u") { Description = "The student", HelpName = "username" };
    readonly Option<bool> follow = Flag("--follow", "Keep showing new lines", "-f");
    readonly Option<int> minutes = new("--minutes", "-m")
    {
        Description = "How many minutes back",
        DefaultValueFactory = _ => 60,
        HelpName = "n",
    };
    readonly Option<string?> filter = new("--filter") { Description = "A filter pattern of CloudWatch Logs", HelpName = "pattern" };

    public override string Path => "logs";

    public override string Description => "Show the logs of a student's functions and workflows";

    public override IReadOnlyList<string> Examples =>
        ["logs order-validator --student user1", "logs -u user1 --follow", "logs -u user1 --filter ERROR"];

    protected override void Define(Command command)
    {
        command.Arguments.Add(name);
        foreach (var option in (Option[])[student, follow, minutes, filter])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        using var view = StudentView.Open(context, given.GetValue(Stack)!, given.GetValue(student));
        string[] groups = given.GetValue(name) is { } one
            ? [view.FindLog(one)]
            : [.. view.Functions.Concat(view.Workflows).Select(StudentView.LogOf)];
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
