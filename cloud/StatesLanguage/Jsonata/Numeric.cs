using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>Converts operands to numbers.</summary>
static class Numeric
{
    /// <summary>A number that JSON can express.</summary>
    public static double Checked(JsonNumber number) =>
        double.IsInfinity(number.Value) ? throw new JsonataException("D1001", value: number) : number.Value;

    public static bool AllNumbers(JsonArray array)
    {
        foreach (var item in array.Items)
        {
            if (item is not JsonNumber)
                return false;
        }
        return true;
    }

    public static bool AllTexts(JsonArray array)
    {
        foreach (var item in array.Items)
        {
            if (item is not JsonString)
                return false;
        }
        return true;
    }
}
