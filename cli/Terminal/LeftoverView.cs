using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Sweeping;
using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Shows what students have built themselves, in a plan that removes it.</summary>
static class LeftoverView
{
    const int MostListed = 8;

    public static void Show(CommandContext context, IReadOnlyList<Leftover> leftovers)
    {
        if (leftovers.Count == 0)
            return;
        context.Line($"[yellow]  also what students have built themselves: {Leftovers.Counts(leftovers)}[/]");
        foreach (var own in leftovers.GroupBy(leftover => leftover.Student).OrderBy(group => group.Key, Usernames.Natural).Take(MostListed))
            context.Line(
                $"    {string.Join(", ", own.Take(MostListed).Select(leftover => leftover.Found.Name)).EscapeMarkup()}{More(own.Count())}"
            );
    }

    static string More(int count) => count > MostListed ? $" and {count - MostListed} more" : "";
}
