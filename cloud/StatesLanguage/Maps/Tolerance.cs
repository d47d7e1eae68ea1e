using Classroom.StatesLanguage.Errors;
using Classroom.StatesLanguage.Evaluation;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The number and the percentage of items that may fail. Inline Maps accept these fields too, without effect.</summary>
sealed class Tolerance(FieldReader reader, bool isJsonata)
{
    readonly MapLimit? count = MapLimit.Read(reader, "ToleratedFailureCount", isJsonata, isPercentage: false);
    readonly MapLimit? percentage = MapLimit.Read(reader, "ToleratedFailurePercentage", isJsonata, isPercentage: true);

    public FailureLimits Evaluate(EvaluationScope scope)
    {
        var limits = new FailureLimits(count?.Evaluate(scope), percentage?.Evaluate(scope));
        if (limits.Count < 0)
            throw new StatesException(StatesErrors.Runtime, scope.Explain("ToleratedFailureCount cannot be negative."));
        if (limits.Percentage is < 0 or > 100)
            throw new StatesException(StatesErrors.Runtime, scope.Explain("ToleratedFailurePercentage must be between 0 and 100."));
        return limits;
    }
}

/// <summary>The tolerated failures. The Map fails when one of the limits is exceeded.</summary>
public readonly record struct FailureLimits(double? Count, double? Percentage)
{
    public bool IsGiven => Count is not null || Percentage is not null;

    /// <summary>Without limits, no failure is tolerated.</summary>
    internal bool AreExceededBy(int failed, int all) => IsGiven ? failed > Count || failed * 100.0 > Percentage * all : failed > 0;
}
