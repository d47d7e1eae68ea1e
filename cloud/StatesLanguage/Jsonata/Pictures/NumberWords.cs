using System.Text.RegularExpressions;

namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>Formats integers as English words, and parses them.</summary>
static partial class NumberWords
{
    static readonly string[] Few =
    [
        "Zero",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
    ];

    static readonly string[] Ordinals =
    [
        "Zeroth",
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Sixth",
        "Seventh",
        "Eighth",
        "Ninth",
        "Tenth",
        "Eleventh",
        "Twelfth",
        "Thirteenth",
        "Fourteenth",
        "Fifteenth",
        "Sixteenth",
        "Seventeenth",
        "Eighteenth",
        "Nineteenth",
    ];

    static readonly string[] Tens = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"];

    static readonly string[] Magnitudes = ["Thousand", "Million", "Billion", "Trillion"];

    static readonly Dictionary<string, double> Values = AllWords();

    public static string Pattern { get; } = $"(?:{string.Join('|', Values.Keys.OrderByDescending(word => word.Length))}|and|[-, ])+";

    public static string Write(double value, bool isOrdinal) => Write(value, follows: false, isOrdinal);

    public static double Read(string text)
    {
        var parts = new Stack<double>([0]);
        foreach (var word in Separators().Split(text.ToLowerInvariant()))
        {
            if (!Values.TryGetValue(word, out var value))
                continue;
            if (value >= 100)
            {
                parts.Push(parts.Pop() * value);
                continue;
            }
            if (parts.Peek() >= 1000)
                parts.Push(0);
            parts.Push(parts.Pop() + value);
        }
        return parts.Sum();
    }

    static string Write(double value, bool follows, bool isOrdinal)
    {
        if (value < 20)
            return (follows ? " and " : "") + (isOrdinal ? Ordinals : Few)[(int)value];
        if (value < 100)
            return (follows ? " and " : "") + WriteTens((int)value, isOrdinal);
        var magnitude = value < 1000 ? 0 : (int)Math.Min(Math.Floor(Math.Log10(value) / 3), Magnitudes.Length);
        var unit = magnitude == 0 ? 100 : Math.Pow(1000, magnitude);
        var count = Math.Floor(value / unit);
        var rest = value - count * unit;
        var head = $"{(follows ? ", " : "")}{Write(count, false, false)} {(magnitude == 0 ? "Hundred" : Magnitudes[magnitude - 1])}";
        return head
            + (
                rest > 0 ? Write(rest, true, isOrdinal)
                : isOrdinal ? "th"
                : ""
            );
    }

    static string WriteTens(int value, bool isOrdinal)
    {
        var word = Tens[value / 10 - 2];
        if (value % 10 != 0)
            return $"{word}-{(isOrdinal ? Ordinals : Few)[value % 10]}";
        return isOrdinal ? word[..^1] + "ieth" : word;
    }

    static Dictionary<string, double> AllWords()
    {
        var words = new Dictionary<string, double> { ["hundred"] = 100, ["hundredth"] = 100 };
        for (var i = 0; i < Few.Length; i++)
            words[Few[i].ToLowerInvariant()] = words[Ordinals[i].ToLowerInvariant()] = i;
        for (var i = 0; i < Tens.Length; i++)
        {
            var word = Tens[i].ToLowerInvariant();
            words[word] = words[word[..^1] + "ieth"] = (i + 2) * 10;
        }
        for (var i = 0; i < Magnitudes.Length; i++)
        {
            var word = Magnitudes[i].ToLowerInvariant();
            words[word] = words[word + "th"] = Math.Pow(1000, i + 1);
        }
        return words;
    }

    [GeneratedRegex(@",\s|\sand\s|[\s-]")]
    private static partial Regex Separators();
}
