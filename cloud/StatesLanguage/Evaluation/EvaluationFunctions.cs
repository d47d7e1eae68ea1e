using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>The functions and the limits that all evaluations of an execution share.</summary>
sealed class EvaluationFunctions
{
    /// <summary>AWS accepts a range of this length, and stops a range with one number more.</summary>
    const int MostJsonataItems = 873_782;

    /// <summary>
    /// AWS accepts a text of 4,194,304 characters, and stops one of twice the length: eight bytes for each number of a range.
    /// </summary>
    const int MostJsonataBytes = 8 * MostJsonataItems;

    /// <summary>AWS stops expressions that nest deeper.</summary>
    const int MostJsonataDepth = 100;

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
            MostDepth = MostJsonataDepth,
        };
    }

    public IntrinsicSources IntrinsicSources { get; }

    public Func<string, Json?> JsonataLibrary { get; }

    public JsonataOptions JsonataOptions { get; }
}
