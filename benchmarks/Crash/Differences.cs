namespace Classroom.Benchmarks.Crash;

/// <summary>The kind of a difference.</summary>
enum Fault
{
    /// <summary>An acknowledged change is missing.</summary>
    Lost,

    /// <summary>Something happened twice or exists twice.</summary>
    Doubled,

    /// <summary>Something exists that was never written, or is in the wrong order.</summary>
    Wrong,

    /// <summary>A call was refused that had to succeed, or was not answered.</summary>
    Refused,

    /// <summary>Something took too long, or did not end.</summary>
    Slow,

    /// <summary>The cloud ended by itself, or did not start.</summary>
    Down,

    /// <summary>The cloud reported damaged data: correct if the data is damaged.</summary>
    Damaged,
}

/// <summary>A difference between the acknowledged changes and the data that was found, described in a sentence.</summary>
sealed record Difference(Fault Fault, string Writer, string Sentence);

/// <summary>All differences of a run.</summary>
sealed class Differences
{
    readonly List<Difference> all = [];

    public IReadOnlyList<Difference> All
    {
        get
        {
            lock (all)
                return [.. all];
        }
    }

    /// <summary>The part of the run in which differences are found from now on, for their descriptions.</summary>
    public string Moment { get; set; } = "";

    public void Add(Fault fault, string writer, string sentence)
    {
        lock (all)
            all.Add(new(fault, writer, Moment.Length == 0 ? sentence : $"{Moment}: {sentence}"));
    }

    public int Of(string writer) => All.Count(difference => difference.Writer == writer);
}
