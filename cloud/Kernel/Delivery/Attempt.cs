namespace Classroom.Cloud.Delivery;

/// <summary>The result of an attempt at a task of the outbox.</summary>
readonly record struct Attempt
{
    Attempt(bool isDone, TimeSpan? waits) => (IsDone, Waits) = (isDone, waits);

    /// <summary>Nothing is left to do: the task succeeded, or it will not be tried again.</summary>
    public static Attempt Done { get; } = new(true, null);

    /// <summary>The attempt failed and counts; the next one follows after a pause.</summary>
    public static Attempt Failed { get; } = new(false, null);

    /// <summary>The attempt does not count, because it was not its turn: the target was throttled.</summary>
    public static Attempt After(TimeSpan wait) => new(false, wait);

    public bool IsDone { get; }

    public TimeSpan? Waits { get; }
}
