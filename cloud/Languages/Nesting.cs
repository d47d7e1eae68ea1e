using System.Runtime.CompilerServices;

namespace Classroom.Languages;

/// <summary>
/// Counts how deeply a parser or an evaluator has called itself, and how much it has done. No code that follows a caller's text calls
/// itself
/// without one: a stack that overflows ends the process, and no handler can prevent it.
/// </summary>
public sealed class Nesting(LanguageLimits limits)
{
    int depth;
    long work;

    /// <summary>One level down, until the result is disposed of.</summary>
    /// <param name="position">Where in the text, for the error; -1 where nothing is known of it.</param>
    public Level Enter(int position = -1) => TryEnter() ? new(this) : throw limits.TooDeep(position);

    /// <summary>The same for languages that have an error of their own. <see cref="Leave"/> follows where it is true.</summary>
    public bool TryEnter()
    {
        // The second is for threads whose stack is smaller than the depth allows for.
        if (depth >= limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        depth++;
        return true;
    }

    public void Leave() => depth--;

    public void Spend(long steps)
    {
        if (!TrySpend(steps))
            throw limits.TooCostly();
    }

    public bool TrySpend(long steps) => (work += steps) <= limits.Work;

    public readonly ref struct Level(Nesting nesting)
    {
        public void Dispose() => nesting.Leave();
    }
}
