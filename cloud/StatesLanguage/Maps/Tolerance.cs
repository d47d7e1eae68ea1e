using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Maps;

/// <summary>How many of a Map's items may fail. An inline Map may say so too, and nothing follows of it.</summary>
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

/// <summary>Failed items that are tolerated; the first limit that is passed ends the Map.</summary>
public readonly record struct FailureLimits(double? Count, double? Percentage)
{
    public bool IsGiven => Count is not null || Percentage is not null;

    /// <summary>Without limits, one is too many.</summary>
    internal bool AreExceededBy(int failed, int all) => IsGiven ? failed > Count || failed * 100.0 > Percentage * all : failed > 0;
}
