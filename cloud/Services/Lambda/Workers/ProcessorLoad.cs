namespace Classroom.Cloud.Lambda.Workers;

/// <summary>How much of the machine the functions of one student use, as a mean of about the last second.</summary>
sealed class ProcessorLoad(int processors)
{
    static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    double used;
    double wanted;

    /// <summary>A quarter of the machine, and half a processor at least.</summary>
    double Most => Math.Max(0.5, processors / 4.0);

    /// <summary>Whether the functions run only when nothing else wants to.</summary>
    public bool IsSlowed { get; private set; }

    /// <summary>Whether nothing worth mentioning was used lately.</summary>
    public bool IsNothing => !IsSlowed && wanted < 0.01;

    /// <param name="running">The processor time that the functions had in the time that has elapsed.</param>
    /// <param name="waiting">How long their threads waited for a processor in this time.</param>
    public void Add(TimeSpan running, TimeSpan waiting, TimeSpan elapsed)
    {
        var weight = 1 - Math.Exp(-elapsed / Memory);
        used += weight * ((running / elapsed) - used);
        wanted += weight * (((running + waiting) / elapsed) - wanted);
        // What is slowed gets little processor time and waits instead: it is as greedy as before as long as it would use much.
        IsSlowed = used > Most || (IsSlowed && wanted > Most / 2);
    }
}
