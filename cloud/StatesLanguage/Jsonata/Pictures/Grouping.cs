namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>The positions of separators between the digits of a number, counted from the decimal point.</summary>
static class Grouping
{
    /// <summary>The interval of regular separators, as in 1,000,000; 0 where they are irregular.</summary>
    public static int RegularStep(IReadOnlyList<int> positions)
    {
        if (positions.Count == 0)
            return 0;
        var step = positions.Aggregate(GreatestCommonDivisor);
        return step > 0 && Enumerable.Range(1, positions.Count).All(times => positions.Contains(times * step)) ? step : 0;
    }

    static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
