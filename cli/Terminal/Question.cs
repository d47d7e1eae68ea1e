using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Asks before something is done.</summary>
static class Question
{
    /// <param name="isAgreed">The answer was given with the command.</param>
    public static bool Agreed(Desk desk, string question, bool isAgreed)
    {
        if (isAgreed) return true;
        if (!desk.AsksPeople) throw new CommandException("There is nobody to ask, and nothing was changed. Add --yes to do it without being asked.");
        var isYes = desk.Console.Confirm(question, defaultValue: false);
        if (!isYes) desk.Line("Nothing was changed.");
        return isYes;
    }
}
