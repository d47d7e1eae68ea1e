using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Soak;

/// <summary>Counts the answers of an interval by their result.</summary>
sealed class Answers
{
    readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    /// <summary>Answers with an error of the cloud (status 500 and above).</summary>
    public int Faults { get; private set; }

    /// <summary>Answers with an error of the caller; some writers provoke a few.</summary>
    public int Errors { get; private set; }

    public int Unanswered { get; private set; }

    public void Add(Reply reply)
    {
        // GetActivityTask waits until there is work, so its duration is not counted.
        if (reply.Call.EndsWith("GetActivityTask", StringComparison.Ordinal))
            return;
        lock (milliseconds)
        {
            milliseconds.Add(reply.Took.TotalMilliseconds);
            if (reply.IsUnknown)
                Unanswered++;
            else if (reply.Status >= 500)
                Faults++;
            else if (reply.Status >= 400)
                Errors++;
        }
    }

    public double Percentile(int percent)
    {
        lock (milliseconds)
        {
            milliseconds.Sort();
            return milliseconds.Count == 0 ? 0 : milliseconds[Math.Min(milliseconds.Count - 1, milliseconds.Count * percent / 100)];
        }
    }
}
