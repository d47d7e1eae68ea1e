using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Asks the user to confirm.</summary>
static class Question
{
    /// <param name="isAgreed">Whether --yes was given.</param>
    public static bool Agreed(CommandContext context, string question, bool isAgreed)
    {
        if (isAgreed)
            return true;
        if (!context.AsksPeople)
            throw new CommandException(
                "There is no terminal to ask for confirmation, and nothing was changed. Add --yes to skip the prompt."
            );
        var isYes = context.Console.Confirm(question, defaultValue: false);
        if (!isYes)
            context.Line("Nothing was changed.");
        return isYes;
    }
}
