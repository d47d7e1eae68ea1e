using System.Text.Json;
using System.Xml;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash;

/// <summary>How much a writer did and compared.</summary>
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
/// The only one who writes certain resources: writes them, remembers what was acknowledged, and compares that with what the cloud answers.
/// It makes one change at a time, so that of each resource at most one change is unknown after a kill.
/// </summary>
abstract class Writer(Scene scene, string name)
{
    public string Name => name;

    public Tally Tally { get; } = new();

    /// <summary>Between two steps.</summary>
    public virtual TimeSpan Pause => TimeSpan.FromMilliseconds(8);

    /// <summary>Whether everything can be compared without a change, with a disk that is full too.</summary>
    public virtual bool ComparesByReading => false;

    protected Scene Scene => scene;

    protected AwsClient Client => scene.Client;

    protected Random Random { get; } = scene.ChanceFor(name);

    /// <summary>Creates what the writer needs; nothing is killed meanwhile.</summary>
    public abstract Task PrepareAsync();

    /// <summary>One change.</summary>
    public abstract Task StepAsync();

    /// <summary>Compares what may have changed since the last comparison, and finds out what became of a change that is unknown.</summary>
    public abstract Task CompareRecentAsync();

    /// <summary>Compares everything that the writer ever wrote, and waits for what must still come.</summary>
    public abstract Task CompareAllAsync();

    /// <summary>Works until the scene ends. A refusal is a difference and no end.</summary>
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

    /// <summary>Compares everything; whatever stops the comparison is a difference too.</summary>
    public async Task AuditAsync()
    {
        try
        {
            await CompareAllAsync();
        }
        catch (InterruptedException exception)
        {
            Differ(exception.Reply.TimedOut ? Fault.Slow : Fault.Down, $"the comparison could not go on, {exception.Reply}");
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

    /// <summary>Whether a change was acknowledged. Whether it was made at all is not known after an interruption.</summary>
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

    /// <summary>Something of the preparation, which nothing may stand in the way of.</summary>
    protected static async Task<Reply> MadeAsync(Task<Reply> call)
    {
        var reply = await call;
        return reply.IsDone ? reply : throw new InvalidOperationException($"The preparation failed: {reply}");
    }

    protected void Differ(Fault fault, string sentence) => Scene.Differences.Add(fault, Name, sentence + TraceOf(sentence));

    /// <summary>What the cloud has written of a fault of its own: its output is gone with the process.</summary>
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

    // What a writer meets that reads an answer without the members that it must have.
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
            $"an answer cannot be understood, {exception.GetType().Name} in {exception.TargetSite?.DeclaringType?.Name}: "
                + $"{exception.Message}"
        );

    async Task InterruptedAsync(Reply reply)
    {
        // A process that dies by itself closes its connections some time before its end can be seen.
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
