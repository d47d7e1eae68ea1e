using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Classroom.Cli.Commands;

/// <summary>The help of a command, with examples.</summary>
sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult given)
    {
        var output = given.InvocationConfiguration.Output;
        if (given.CommandResult.Command is RootCommand)
        {
            CommandList.Write(output);
            return 0;
        }
        var text = new StringWriter();
        given.InvocationConfiguration.Output = text;
        var code = help.Invoke(given);
        given.InvocationConfiguration.Output = output;
        // Users call the script ./classroom, not the program.
        output.Write(text.ToString().Replace(RootCommand.ExecutableName, "./classroom", StringComparison.Ordinal).TrimEnd());
        output.WriteLine();
        var path = string.Join(' ', Path(given.CommandResult.Command));
        if (CommandLine.Verbs().FirstOrDefault(verb => verb.Path == path) is not { } verb)
            return code;
        output.WriteLine("\nExamples:");
        foreach (var example in verb.Examples)
            output.WriteLine($"  ./classroom {example}");
        return code;
    }

    static IEnumerable<string> Path(Command command) =>
        command is RootCommand ? [] : [.. command.Parents.OfType<Command>().SelectMany(Path), command.Name];
}
