using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// Work that is done again and again. An exception ends neither the process nor the work: it is logged once, and health shows it until the
/// work succeeds again. Work that takes longer than its period is not begun a second time meanwhile.
/// </summary>
sealed partial class BackgroundTimers(TimeProvider clock, ILogger<BackgroundTimers> logger)
{
    readonly ConcurrentDictionary<string, string> problems = new(StringComparer.Ordinal);

    /// <summary>The work that fails at present, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Problems => problems;

    public ITimer Every(TimeSpan period, string name, Action work, TimeSpan? first = null)
    {
        var gate = new Lock();
        return clock.CreateTimer(_ => Run(name, work, gate), null, first ?? period, period);
    }

    void Run(string name, Action work, Lock gate)
    {
        if (!gate.TryEnter()) return;
        try
        {
            work();
            problems.TryRemove(name, out _);
        }
        catch (Exception exception)
        {
            if (problems.GetValueOrDefault(name) != exception.Message) Failed(name, exception);
            problems[name] = exception.Message;
        }
        finally
        {
            gate.Exit();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Background work failed and is tried again: {Name}")]
    partial void Failed(string name, Exception exception);
}
