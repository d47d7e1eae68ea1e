using Classroom.Cli.Clouds;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Spectre.Console;

namespace Classroom.Cli.Invocation;

/// <summary>What a command works with: the terminal, the clock, and where things lie.</summary>
sealed class CommandContext(IAnsiConsole console, TextWriter plain, TextReader input, bool asksPeople, AppPaths paths, TimeProvider clock)
{
    Repository? repository;

    /// <summary>For people.</summary>
    public IAnsiConsole Console => console;

    /// <summary>For scripts: nothing is coloured or wrapped.</summary>
    public TextWriter Plain => plain;

    public TextReader Input => input;

    /// <summary>Whether somebody is there who can answer, and see a display that moves.</summary>
    public bool AsksPeople => asksPeople;

    public AppPaths Paths => paths;

    public TimeProvider Clock => clock;

    public Repository Repository => repository ??= Repository.Find();

    public CloudStarter Clouds => new(Repository, paths, clock);

    public StackFile Stack(string name) => StackFile.Read(Repository, name);

    /// <summary>To look at alone.</summary>
    public StackState Look(string stack)
    {
        // One that has been made may be looked at even when its settings have gone.
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
            $"Stack {stack}: the embedded cloud is not the one in which this stack was made: its data was removed or replaced. "
                + $"`./classroom up` makes the class again.",
            ExitCode.Failed
        );
    }

    /// <summary>For a command whose output a script reads: what is said to people goes to the side.</summary>
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
            console.Profile.Width = 4096;
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
