using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

/// <summary>The parts of the list of commands, in their order.</summary>
enum CommandGroup
{
    Class,
    Work,
    People,
    Cloud,
}

/// <summary>A command of the command line. A new command needs nothing but its class.</summary>
abstract class CliCommand
{
    const string UsualStack = "dev";

    /// <summary>The words that the user types: "cloud start" is the command start of the group cloud.</summary>
    public abstract string Path { get; }

    public abstract string Description { get; }

    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Where the list of commands has it.</summary>
    public virtual CommandGroup Group => CommandGroup.Class;

    protected Option<string> Stack { get; } =
        new("--stack", "-s")
        {
            Description = "The stack; its settings are in Pulumi.<stack>.yaml",
            DefaultValueFactory = _ => UsualStack,
            HelpName = "name",
        };

    protected virtual bool TakesStack => true;

    /// <summary>What Ctrl+C says: what happens to the work that was begun.</summary>
    protected virtual string Interrupted => "Interrupted.";

    public string Name => Path.Split(' ')[^1];

    public Command Build(CommandContext context)
    {
        var command = new Command(Name, Description);
        if (TakesStack)
            command.Options.Add(Stack);
        Define(command);
        command.SetAction(
            async (given, cancelled) =>
            {
                await using var interrupted = cancelled.Register(() => Console.Error.WriteLine(Interrupted)).ConfigureAwait(false);
                return (int)await RunAsync(given, context, cancelled).ConfigureAwait(false);
            }
        );
        return command;
    }

    /// <summary>Adds the options and arguments of the command.</summary>
    protected abstract void Define(Command command);

    protected abstract Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled);

    protected static Option<string[]> Students(string description) =>
        new("--student", "-u")
        {
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "username",
            DefaultValueFactory = _ => [],
        };

    protected static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };

    /// <summary>For commands that look at a class which Pulumi has brought up.</summary>
    protected static Option<bool> OnAws() => Flag("--aws", "The class on AWS: with the usual credentials, and the outputs of pulumi");

    protected static Option<string?> Student() => new("--student", "-u") { Description = "The student", HelpName = "username" };

    protected static Option<bool> Json() => Flag("--json", "Prints JSON, for scripts");

    /// <summary>The --stack option for a command that a message recommends; empty for the default stack.</summary>
    public static string OfStack(string stack) => stack == UsualStack ? "" : $" --stack {stack}";

    /// <summary>The students who have resources.</summary>
    protected static IReadOnlyList<string> KnownStudents(CommandContext context, string stack)
    {
        using var state = context.Look(stack);
        return [.. state.Resources.Select(resource => resource.Student).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The given students, each of whom must exist; null for all students.</summary>
    protected static HashSet<string>? Chosen(string[] given, IEnumerable<string> known)
    {
        if (given.Length == 0)
            return null;
        var there = known.ToHashSet(StringComparer.Ordinal);
        return given.FirstOrDefault(student => !there.Contains(student)) is { } unknown
            ? throw Usernames.Unknown(unknown, [.. there.Order(Usernames.Natural)])
            : [.. given];
    }
}
