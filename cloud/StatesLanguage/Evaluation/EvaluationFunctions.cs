using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>The functions and the limits that all evaluations of an execution share.</summary>
sealed class EvaluationFunctions
{
    /// <summary>AWS stops expressions that take too much memory, somewhere below 900,000 items.</summary>
    const int MostJsonataItems = 500_000;

    const int MostJsonataBytes = 16 * 1024 * 1024;

    public EvaluationFunctions(TimeProvider clock, Func<double> random, Func<Guid> newId)
    {
        IntrinsicSources = new(random, newId);
        JsonataLibrary = new StatesFunctions(IntrinsicSources).Find;
        JsonataOptions = new()
        {
            Clock = clock,
            Random = random,
            MostItems = MostJsonataItems,
            MostBytes = MostJsonataBytes,
        };
    }

    public IntrinsicSources IntrinsicSources { get; }

    public Func<string, Json?> JsonataLibrary { get; }

    public JsonataOptions JsonataOptions { get; }
}
