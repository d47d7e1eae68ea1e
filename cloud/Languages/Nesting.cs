using System.Runtime.CompilerServices;

namespace Classroom.Languages;

/// <summary>
/// Counts the depth and the work of a parser or an evaluator. Recursive code that follows a caller's text must use it: a stack overflow
/// ends the process, and no exception handler can prevent that.
/// </summary>
public sealed class Nesting(LanguageLimits limits)
{
    int depth;
    long work;

    /// <summary>Enters the next level, until the result is disposed of.</summary>
    /// <param name="position">The position in the text, for the error message; -1 if it is not known.</param>
    public Level Enter(int position = -1) => TryEnter() ? new(this) : throw limits.TooDeep(position);

    /// <summary>
    /// Like <see cref="Enter"/>, for languages that throw an error of their own. If the result is true, <see cref="Leave"/> must follow.
    /// </summary>
    public bool TryEnter()
    {
        // The second condition is for threads whose stack is too small for the allowed depth.
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
