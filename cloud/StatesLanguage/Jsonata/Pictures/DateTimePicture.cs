using System.Globalization;
using System.Text.RegularExpressions;

namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>The format of a timestamp: <c>[Y0001]-[M01]-[D01] [H01]:[m01]</c>, as XPath's fn:format-dateTime defines it.</summary>
sealed class DateTimePicture
{
    public const string Iso8601 = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";

    readonly List<PicturePart> parts = [];

    public static DateTimePicture Parse(string picture)
    {
        var parsed = new DateTimePicture();
        var literal = 0;
        for (var at = 0; at < picture.Length; at++)
        {
            if (picture[at] != '[')
                continue;
            parsed.AddLiteral(picture[literal..at]);
            if (at + 1 < picture.Length && picture[at + 1] == '[')
            {
                parsed.parts.Add(new LiteralPart("["));
                at++;
            }
            else
            {
                var end = picture.IndexOf(']', at);
                if (end < 0)
                    throw new JsonataException("D3135");
                parsed.AddMarker(MarkerPart.Parse(picture[(at + 1)..end]));
                at = end;
            }
            literal = at + 1;
        }
        if (literal < picture.Length)
            parsed.AddLiteral(picture[literal..]);
        return parsed;
    }

    public string Format(double millis, string? timeZone)
    {
        var offset = OffsetMinutes(timeZone);
        var date = CalendarDate.FromMillis(millis + offset * 60_000.0);
        return string.Concat(parts.Select(part => part.Format(date, offset)));
    }

    public double? Read(string text, DateTimeOffset now)
    {
        var pattern = $"^{string.Concat(parts.Select(part => $"({part.Pattern})"))}$";
        var match = Regex.Match(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        if (!match.Success)
            return null;
        var found = new Dictionary<char, double>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is MarkerPart marker && marker.Read(match.Groups[i + 1].Value) is { } value)
                found[marker.Component] = value;
        }
        return found.Count == 0 ? null : DateAssembly.ToMillis(found, new(now.UtcDateTime));
    }

    void AddLiteral(string text)
    {
        if (text.Length > 0)
            parts.Add(new LiteralPart(text.Replace("]]", "]", StringComparison.Ordinal)));
    }

    void AddMarker(MarkerPart marker)
    {
        // Of two adjacent numbers, the first has exactly the width of its picture; otherwise the start of the second would be ambiguous.
        if (marker is { IsNumber: true, Component: not ('Z' or 'z') } && parts is [.., MarkerPart { IsNumber: true } before])
            before.ReadExactly();
        parts.Add(marker);
    }

    /// <summary>Parses an offset such as +0530 into minutes.</summary>
    static int OffsetMinutes(string? timeZone)
    {
        if (timeZone is null)
            return 0;
        var match = Regex.Match(timeZone, @"^\s*[+-]?\d+");
        var offset = match.Success ? int.Parse(match.Value, CultureInfo.InvariantCulture) : 0;
        return offset / 100 * 60 + offset % 100;
    }
}

abstract class PicturePart
{
    public abstract string Pattern { get; }

    public abstract string Format(CalendarDate date, int offsetMinutes);
}

sealed class LiteralPart(string text) : PicturePart
{
    public override string Pattern => Regex.Escape(text);

    public override string Format(CalendarDate date, int offsetMinutes) => text;
}
