namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>Formats integers as Roman numerals and as letters: a, b, … z, aa.</summary>
static class Numerals
{
    static readonly (int Value, string Text)[] Roman =
    [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];

    public static string ToRoman(double value)
    {
        var text = new System.Text.StringBuilder();
        // A Roman numeral for a million would have a thousand letters.
        var rest = (int)Math.Min(value, 1_000_000);
        foreach (var (worth, letters) in Roman)
        {
            for (; rest >= worth; rest -= worth)
                text.Append(letters);
        }
        return text.ToString();
    }

    public static double FromRoman(string text)
    {
        var (sum, most) = (0, 1);
        foreach (var letter in text.ToLowerInvariant().Reverse())
        {
            var worth = Roman.FirstOrDefault(numeral => numeral.Text[0] == letter && numeral.Text.Length == 1).Value;
            sum += worth < most ? -worth : worth;
            most = Math.Max(most, worth);
        }
        return sum;
    }

    public static string ToLetters(double value, char first)
    {
        var text = "";
        for (var rest = value; rest > 0; rest = Math.Floor((rest - 1) / 26))
            text = (char)((rest - 1) % 26 + first) + text;
        return text;
    }

    public static double FromLetters(string text, char first) => text.Aggregate(0.0, (sum, letter) => sum * 26 + (letter - first + 1));
}
