using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Classroom.Cli.Calls;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Snapshots;
using Classroom.Settings;
using Classroom.Storage;
using Spectre.Console;

namespace Classroom.Cli.Commands;

/// <summary>The command line. Each class in Commands/ is one of its commands.</summary>
static class CommandLine
{
    /// <summary>The exit code that shells use for Ctrl+C.</summary>
    const int Interrupted = 130;

    public static IReadOnlyDictionary<string, string> Groups { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cloud"] = "Start, stop and query the embedded cloud",
            ["hand"] = "Raise and lower the hands of students who need help",
            ["snapshot"] = "Save, restore and hand on the state of the class",
            ["roster"] = "List and change the students in Pulumi.<stack>.yaml",
        };

    public static RootCommand Build(CommandContext context)
    {
        var root = new RootCommand("Brings up a whole class of an AWS serverless course, on this machine or on AWS.");
        foreach (var verb in Verbs())
        {
            if (verb.Path.Split(' ') is [var name, _])
            {
                var group = root.Subcommands.FirstOrDefault(command => command.Name == name);
                if (group is null)
                    root.Subcommands.Add(group = new(name, Groups[name]));
                group.Subcommands.Add(verb.Build(context));
            }
            else
            {
                root.Subcommands.Add(verb.Build(context));
            }
        }
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples(new HelpAction { MaxWidth = 80 });
        return root;
    }

    /// <summary>The nearest command or option, for a word that was not understood.</summary>
    static string SuggestionFor(ParseResult parsed, ParseError error)
    {
        if (
            parsed.UnmatchedTokens.FirstOrDefault(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))
            is not { } unknown
        )
            return "";
        var command = parsed.CommandResult.Command;
        return Suggestion.For(
            unknown,
            unknown.StartsWith('-') ? command.Options.Select(option => option.Name) : command.Subcommands.Select(child => child.Name)
        );
    }

    public static IEnumerable<CliCommand> Verbs() =>
        typeof(CliCommand)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CliCommand)) && !type.IsAbstract)
            .Select(type => (CliCommand)Activator.CreateInstance(type)!)
            .OrderBy(verb => verb.Path, StringComparer.Ordinal);

    public static async Task<int> RunAsync(string[] args, CommandContext context)
    {
        try
        {
            StagedRestore.FinishInterrupted(context.Paths);
            var parsed = Build(context).Parse(args.Length == 0 ? ["--help"] : args);
            if (parsed.Errors.Count == 0 || parsed.Action is HelpWithExamples)
                return await parsed
                    .InvokeAsync(new() { EnableDefaultExceptionHandler = false, Output = context.Plain })
                    .ConfigureAwait(false);
            foreach (
                var error in parsed.Errors.Where(error =>
                    parsed.Errors.Count == 1 || parsed.UnmatchedTokens.Any(token => error.Message.Contains(token, StringComparison.Ordinal))
                )
            )
                await Console.Error.WriteLineAsync(error.Message + SuggestionFor(parsed, error)).ConfigureAwait(false);
            var path = string.Concat(
                parsed
                    .CommandResult.Command.Parents.OfType<Command>()
                    .Where(parent => parent is not RootCommand)
                    .Append(parsed.CommandResult.Command)
                    .Where(command => command is not RootCommand)
                    .Select(command => $"{command.Name} ")
            );
            await Console.Error.WriteLineAsync($"`./classroom {path}--help` shows what is allowed.").ConfigureAwait(false);
            return (int)ExitCode.Refused;
        }
        catch (CommandException mistake)
        {
            await Console.Error.WriteLineAsync(mistake.Message).ConfigureAwait(false);
            return (int)mistake.Code;
        }
        catch (AwsError refusal)
        {
            await Console
                .Error.WriteLineAsync(
                    $"The cloud refused: {refusal.Message}\n`./classroom status` shows whether resources were changed outside the "
                        + $"program, and `./classroom up --refresh` restores them."
                )
                .ConfigureAwait(false);
            return (int)ExitCode.Failed;
        }
        catch (StorageException storage)
        {
            await Console.Error.WriteLineAsync(storage.Message).ConfigureAwait(false);
            return (int)ExitCode.Refused;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception bug) when (Environment.GetEnvironmentVariable("CLASSROOM_TRACE") != "1")
        {
            await Console
                .Error.WriteLineAsync(
                    $"This is a bug of ./classroom: {bug.GetType().Name}: {bug.Message}\nCLASSROOM_TRACE=1 shows the stack trace; please "
                        + $"report it with the command that you gave."
                )
                .ConfigureAwait(false);
            return (int)ExitCode.Bug;
        }
    }
}
