using System.Text.RegularExpressions;

namespace Classroom.Cli.Checks;

/// <summary>
/// One sentence about the account of a student that is true or false. A check only reads; it calls AWS APIs and knows nothing of the
/// program that may have created the resources. A new check needs nothing but its class.
/// </summary>
abstract partial class Check
{
    public abstract string Lab { get; }

    /// <summary>The name of the class in lower case, with hyphens.</summary>
    public string Name => Capitals().Replace(GetType().Name, "-$1").TrimStart('-').ToLowerInvariant();

    public string Id => $"{Lab}/{Name}";

    /// <summary>What is true if the check passes.</summary>
    public abstract string Sentence { get; }

    /// <summary>Three hints. Each says more than the one before, and none is the answer.</summary>
    public abstract IReadOnlyList<string> Hints { get; }

    /// <summary>The weight where the settings name none.</summary>
    public virtual double Weight => 1;

    /// <summary>Whether the check is about what a student runs, and not about what a student builds.</summary>
    public virtual bool IsExercise => false;

    public abstract Task<Verdict> JudgeAsync(StudentAccount student);

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Capitals();
}
