namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>Where separators stand between the digits of a number, counted from the decimal point.</summary>
static class Grouping
{
    /// <summary>The step of separators that repeat evenly, as in 1,000,000; 0 where they do not.</summary>
    public static int RegularStep(IReadOnlyList<int> positions)
    {
        if (positions.Count == 0)
            return 0;
        var step = positions.Aggregate(GreatestCommonDivisor);
        return step > 0 && Enumerable.Range(1, positions.Count).All(times => positions.Contains(times * step)) ? step : 0;
    }

    static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
