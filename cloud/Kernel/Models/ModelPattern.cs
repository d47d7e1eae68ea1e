using System.Text;
using Classroom.Languages;

namespace Classroom.Cloud.Models;

/// <summary>
/// A pattern of a service model. The whole text must match. The patterns are those of Java, where \w, \d and \s mean ASCII characters.
/// </summary>
sealed class ModelPattern(string pattern)
{
    // A pair of surrogates is one character of a range in Java, and two in .NET.
    const string AllSurrogatePairs = @"\uD800\uDC00-\uDBFF\uDFFF";

    // A Region in a name of Lambda. AWS's messages, as recorded, know the Regions of the European cloud; the public model does not yet.
    const string Region = "([a-z]{2}((-gov)|";
    const string RegionOfToday = "((eusc-)?[a-z]{2}((-gov)|";

    readonly Lazy<RegularExpression> regex = new(() =>
        RegularExpression.Parse($@"\A(?:{Translate(TextOf(pattern))})\z", mayBacktrack: true)
    );

    public string Text => TextOf(pattern);

    static string TextOf(string pattern) => pattern.Replace(Region, RegionOfToday, StringComparison.Ordinal);

    public bool IsMatch(string text) => regex.Value.IsMatch(text);

    static string Translate(string pattern)
    {
        pattern = pattern
            .Replace(AllSurrogatePairs, @"\uD800-\uDFFF", StringComparison.OrdinalIgnoreCase)
            .Replace(@"\p{ASCII}", @"[\x00-\x7F]", StringComparison.Ordinal)
            .Replace(@"\u10000-\u10FFFF", @"\uD800-\uDFFF", StringComparison.OrdinalIgnoreCase);
        var translated = new StringBuilder();
        var isInClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
                translated.Append(Escape(pattern[++i], isInClass));
            else
            {
                isInClass = pattern[i] == '[' || (isInClass && pattern[i] != ']');
                translated.Append(pattern[i]);
            }
        }
        return translated.ToString();
    }

    static string Escape(char kind, bool isInClass) =>
        kind switch
        {
            'w' => Class("a-zA-Z0-9_", isInClass),
            'd' => Class("0-9", isInClass),
            's' => Class(@" \t\n\x0B\f\r", isInClass),
            'W' when !isInClass => "[^a-zA-Z0-9_]",
            'D' when !isInClass => "[^0-9]",
            'S' when !isInClass => @"[^ \t\n\x0B\f\r]",
            // Java takes an underscore for itself behind a backslash.
            '_' => "_",
            _ => $@"\{kind}",
        };

    static string Class(string characters, bool isInClass) => isInClass ? characters : $"[{characters}]";
}
