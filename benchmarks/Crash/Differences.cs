namespace Classroom.Benchmarks.Crash;

/// <summary>What is wrong with what was found.</summary>
enum Fault
{
    /// <summary>An acknowledged change is not there.</summary>
    Lost,

    /// <summary>Something happened or is there twice.</summary>
    Doubled,

    /// <summary>Something is there that nobody wrote, or not in its order.</summary>
    Wrong,

    /// <summary>A call was refused that had to succeed, or was not answered.</summary>
    Refused,

    /// <summary>Something took too long, or never came to its end.</summary>
    Slow,

    /// <summary>The cloud ended by itself, or did not start.</summary>
    Down,

    /// <summary>The cloud said of data that it is damaged: right when it is.</summary>
    Damaged,
}

/// <summary>One difference between what was acknowledged and what was found, in a sentence.</summary>
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

    /// <summary>In which part of the run the differences are found from now on, for their sentences.</summary>
    public string Moment { get; set; } = "";

    public void Add(Fault fault, string writer, string sentence)
    {
        lock (all)
            all.Add(new(fault, writer, Moment.Length == 0 ? sentence : $"{Moment}: {sentence}"));
    }

    public int Of(string writer) => All.Count(difference => difference.Writer == writer);
}
