using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Asks before something is done.</summary>
static class Question
{
    /// <param name="isAgreed">The answer was given with the command.</param>
    public static bool Agreed(CommandContext context, string question, bool isAgreed)
    {
        if (isAgreed)
            return true;
        if (!context.AsksPeople)
            throw new CommandException("There is nobody to ask, and nothing was changed. Add --yes to do it without being asked.");
        var isYes = context.Console.Confirm(question, defaultValue: false);
        if (!isYes)
            context.Line("Nothing was changed.");
        return isYes;
    }
}
