using Classroom.Cli.Clouds;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Spectre.Console;

namespace Classroom.Cli.Invocation;

/// <summary>What a command works with: the terminal, the clock, and the folders.</summary>
sealed class CommandContext(IAnsiConsole console, TextWriter plain, TextReader input, bool asksPeople, AppPaths paths, TimeProvider clock)
{
    /// <summary>The width without a terminal, where nothing is cut.</summary>
    const int Unlimited = 4096;

    Repository? repository;

    /// <summary>Output for people.</summary>
    public IAnsiConsole Console => console;

    /// <summary>Output for scripts, without colours and line wrapping.</summary>
    public TextWriter Plain => plain;

    public TextReader Input => input;

    /// <summary>Whether a user can answer questions and see a live display.</summary>
    public bool AsksPeople => asksPeople;

    public AppPaths Paths => paths;

    public TimeProvider Clock => clock;

    public Repository Repository => repository ??= Repository.Find();

    public CloudStarter Clouds => new(Repository, paths, clock);

    public StackFile Stack(string name) => StackFile.Read(Repository, name);

    /// <summary>Opens the state for reading only.</summary>
    public StackState Look(string stack)
    {
        // A stack that was brought up can be read even if its settings file was deleted since.
        if (!Directory.Exists(paths.StackFolder(stack)))
            StackFile.PathOf(Repository, stack);
        var state = new StackState(paths.StackFolder(stack), null);
        if (RunningCloud.Find(paths) is not { } running)
            return state;
        state.Endpoint = running.Endpoint;
        if (state.Count == 0 || state.CloudId == running.Cloud)
            return state;
        state.Dispose();
        throw new CommandException(
            $"Stack {stack}: the embedded cloud is not the cloud in which this stack was made: its data was removed or replaced. "
                + $"`./classroom up` makes the class again.",
            ExitCode.Failed
        );
    }

    /// <summary>For a command whose output is read by scripts: messages to people go to the error stream.</summary>
    public CommandContext Aside() =>
        new(
            AnsiConsole.Create(
                new()
                {
                    Out = new AnsiConsoleOutput(System.Console.Error),
                    Interactive = InteractionSupport.No,
                    Ansi = AnsiSupport.No,
                }
            ),
            plain,
            input,
            asksPeople: false,
            paths,
            clock
        );

    public void Line(string text = "") => console.MarkupLine(text);

    public static CommandContext OfProcess(TimeProvider clock)
    {
        var isTerminal = !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var console = AnsiConsole.Create(
            new()
            {
                Out = new AnsiConsoleOutput(System.Console.Out),
                Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
                Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            }
        );
        if (!isTerminal)
            console.Profile.Width =
                int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns : Unlimited;
        return new(
            console,
            System.Console.Out,
            System.Console.In,
            isTerminal && !System.Console.IsInputRedirected,
            AppPaths.Of(Environment.GetEnvironmentVariable),
            clock
        );
    }
}
