using Classroom.Cli.Checks;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Classroom.Cli.Commands;

/// <summary>Looks at students again every few seconds, until Ctrl-C: progress, last activity, last error and raised hands.</summary>
static class ClassWatch
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <param name="lab">The lab to look at; null for all.</param>
    public static async Task<ExitCode> RunAsync(
        CommandContext context,
        Grader grader,
        IReadOnlyList<CheckedStudent> students,
        string? lab,
        CancellationToken cancelled
    )
    {
        IRenderable View(IReadOnlyList<Observation> observed) =>
            observed is [var single] ? GradeView.Of([single.Grade], lab) : WatchView.Of(observed, context.Clock.GetUtcNow());

        await context
            .Console.Live(View(await grader.ObserveAsync(students, lab, cancelled).ConfigureAwait(false)))
            .StartAsync(async live =>
            {
                while (true)
                {
                    live.Refresh();
                    await Task.Delay(Pause, context.Clock, cancelled).ConfigureAwait(false);
                    live.UpdateTarget(View(await grader.ObserveAsync(students, lab, cancelled).ConfigureAwait(false)));
                }
            })
            .ConfigureAwait(false);
        return ExitCode.Done;
    }
}
