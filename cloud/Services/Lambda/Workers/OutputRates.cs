using Classroom.Cloud.Fairness;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>How fast the functions of each student may print, all together: reading and storing takes the cloud's time.</summary>
sealed class OutputRates(TimeProvider clock)
{
    /// <summary>Also what may be printed at once after a pause.</summary>
    const int BytesInASecond = 4 * 1024 * 1024;

    readonly Lock gate = new();
    readonly Dictionary<Owner, long> paidUntil = [];

    /// <summary>Completes when the functions of this student may print more.</summary>
    public Task TakeAsync(Owner owner, int bytes)
    {
        var second = clock.TimestampFrequency;
        long paid;
        var now = clock.GetTimestamp();
        lock (gate)
        {
            var from = Math.Max(paidUntil.GetValueOrDefault(owner, long.MinValue), now - second);
            paidUntil[owner] = paid = from + (bytes * second / BytesInASecond);
        }
        return paid <= now ? Task.CompletedTask : Task.Delay(clock.GetElapsedTime(now, paid), clock);
    }
}
