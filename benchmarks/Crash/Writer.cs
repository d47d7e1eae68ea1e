using System.Text.Json;
using System.Xml;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash;

/// <summary>Counts the changes and the comparisons of a writer.</summary>
sealed class Tally
{
    public int Acknowledged { get; set; }

    public int Unknown { get; set; }

    public int Refused { get; set; }

    public int Compared { get; set; }

    public static Tally Sum(IEnumerable<Tally> all) =>
        all.Aggregate(
            new Tally(),
            (sum, tally) =>
                new()
                {
                    Acknowledged = sum.Acknowledged + tally.Acknowledged,
                    Unknown = sum.Unknown + tally.Unknown,
                    Refused = sum.Refused + tally.Refused,
                    Compared = sum.Compared + tally.Compared,
                }
        );
}

/// <summary>
/// Writes certain resources that no other writer changes, remembers what was acknowledged, and compares this with the answers of the cloud.
/// A writer makes one change at a time, so that after a kill at most one change has an unknown result.
/// </summary>
abstract class Writer(Scene scene, string name)
{
    public string Name => name;

    public Tally Tally { get; } = new();

    /// <summary>The pause between two steps.</summary>
    public virtual TimeSpan Pause => TimeSpan.FromMilliseconds(8);

    /// <summary>Whether everything can be compared without making a change, so that the comparison also works on a full disk.</summary>
    public virtual bool ComparesByReading => false;

    protected Scene Scene => scene;

    protected AwsClient Client => scene.Client;

    protected Random Random { get; } = scene.ChanceFor(name);

    /// <summary>Creates the resources that the writer needs; no kill happens during this time.</summary>
    public abstract Task PrepareAsync();

    /// <summary>Makes one change.</summary>
    public abstract Task StepAsync();

    /// <summary>Compares what may have changed since the last comparison, and finds out the result of a change that was unknown.</summary>
    public abstract Task CompareRecentAsync();

    /// <summary>Compares everything that the writer has written, and waits for everything that must still arrive.</summary>
    public abstract Task CompareAllAsync();

    /// <summary>Works until the scene ends. A refusal is recorded as a difference; the work continues.</summary>
    public async Task WorkAsync(double slowness)
    {
        while (!Scene.IsEnding)
        {
            try
            {
                await CompareRecentAsync();
                while (!Scene.IsEnding)
                {
                    await StepAsync();
                    await Task.Delay(Pause * slowness * (0.5 + Random.NextDouble()));
                }
            }
            catch (InterruptedException exception)
            {
                if (!Scene.IsEnding)
                    await InterruptedAsync(exception.Reply);
            }
            catch (RefusedException exception)
            {
                Refused(exception.Reply);
                await Task.Delay(100);
            }
            catch (Exception exception) when (IsStrangeAnswer(exception))
            {
                Strange(exception);
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Compares everything. An error that stops the comparison is a difference too.</summary>
    public async Task AuditAsync()
    {
        try
        {
            await CompareAllAsync();
        }
        catch (InterruptedException exception)
        {
            Differ(exception.Reply.TimedOut ? Fault.Slow : Fault.Down, $"the comparison could not continue, {exception.Reply}");
        }
        catch (RefusedException exception)
        {
            Refused(exception.Reply);
        }
        catch (Exception exception) when (IsStrangeAnswer(exception))
        {
            Strange(exception);
        }
    }

    /// <summary>Whether a change was acknowledged. Throws if the reply was lost, because then the result is unknown.</summary>
    protected bool IsAcknowledged(Reply reply, params string[] accepted)
    {
        if (reply.IsUnknown)
        {
            Tally.Unknown++;
            throw new InterruptedException(reply);
        }
        if (reply.IsDone || accepted.Contains(reply.Code))
        {
            Tally.Acknowledged++;
            return true;
        }
        Tally.Refused++;
        if (!Scene.ExpectsRefusal(reply))
            Refused(reply);
        return false;
    }

    /// <summary>A read that must succeed.</summary>
    protected static async Task<Reply> ReadAsync(Task<Reply> call)
    {
        var reply = await call;
        if (reply.IsUnknown)
            throw new InterruptedException(reply);
        return reply.IsDone ? reply : throw new RefusedException(reply);
    }

    /// <summary>A read that may find nothing.</summary>
    protected static async Task<Reply?> FindAsync(Task<Reply> call, params string[] absent)
    {
        var reply = await call;
        if (reply.IsUnknown)
            throw new InterruptedException(reply);
        if (reply.IsDone)
            return reply;
        return absent.Contains(reply.Code) ? null : throw new RefusedException(reply);
    }

    /// <summary>A call of the preparation, which must succeed.</summary>
    protected static async Task<Reply> MadeAsync(Task<Reply> call)
    {
        var reply = await call;
        return reply.IsDone ? reply : throw new InvalidOperationException($"The preparation failed: {reply}");
    }

    protected void Differ(Fault fault, string sentence) => Scene.Differences.Add(fault, Name, sentence + TraceOf(sentence));

    /// <summary>The stack trace that the cloud wrote for an error of its own. It must be read before the process is gone.</summary>
    string TraceOf(string sentence)
    {
        const int Longest = 4000;
        if (!sentence.Contains("InternalFailure", StringComparison.Ordinal))
            return "";
        var log = Scene.Cloud.Output + Scene.Cloud.Errors;
        var at = log.LastIndexOf("this is a bug", StringComparison.Ordinal);
        return at < 0 ? "" : $"\n{log.Substring(at, Math.Min(Longest, log.Length - at))}";
    }

    protected void Refused(Reply reply) => Differ(DamageWords.In(reply.Text) ? Fault.Damaged : Fault.Refused, reply.ToString());

    // An answer may lack members that it must have; reading it then throws one of these exceptions.
    static bool IsStrangeAnswer(Exception exception) =>
        exception
            is JsonException
                or XmlException
                or KeyNotFoundException
                or NullReferenceException
                or InvalidOperationException
                or FormatException
                or InvalidCastException
                or ArgumentException;

    void Strange(Exception exception) =>
        Differ(
            Fault.Wrong,
            $"an answer is not valid, {exception.GetType().Name} in {exception.TargetSite?.DeclaringType?.Name}: " + $"{exception.Message}"
        );

    async Task InterruptedAsync(Reply reply)
    {
        // When a process dies, its connections are closed some time before its exit can be observed.
        for (var waits = 0; waits < 50 && !Scene.Cloud.HasExited && !Scene.IsEnding; waits++)
            await Task.Delay(20);
        if (Scene.IsEnding)
            return;
        if (Scene.Cloud.HasExited)
            Scene.End();
        else
            Differ(reply.TimedOut ? Fault.Slow : Fault.Refused, reply.ToString());
    }
}
