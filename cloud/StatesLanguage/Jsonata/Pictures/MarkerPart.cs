using System.Globalization;
using System.Text.RegularExpressions;

namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>One component in brackets: a letter, its presentation, and its width.</summary>
sealed partial class MarkerPart : PicturePart
{
    static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    readonly string presentation;
    readonly char modifier;
    readonly int? maximumWidth;
    readonly IntegerPicture? integer;
    readonly int yearDigits = -1;

    MarkerPart(char component, string presentation, char modifier, int? minimumWidth, int? maximumWidth)
    {
        Component = component;
        this.presentation = presentation;
        this.modifier = modifier;
        this.maximumWidth = maximumWidth;
        if (presentation[0] is 'n' or 'N')
            return;
        integer = IntegerPicture.Parse(modifier == 'o' ? presentation + ";o" : presentation);
        if (IsZone)
            return;
        integer.MandatoryDigits = Math.Max(integer.MandatoryDigits, minimumWidth ?? 0);
        if (component != 'Y')
            return;
        if (maximumWidth is { } width)
            integer.MandatoryDigits = yearDigits = width;
        else if (integer.MandatoryDigits + integer.OptionalDigits is >= 2 and var digits)
            yearDigits = digits;
    }

    public char Component { get; }

    public bool IsNumber => integer is not null;

    bool IsZone => Component is 'Z' or 'z';

    public static MarkerPart Parse(string marker)
    {
        marker = WhiteSpace().Replace(marker, "");
        var component = marker.Length > 0 ? marker[0] : ' ';
        var comma = marker.LastIndexOf(',');
        var presentation =
            marker.Length == 0 ? ""
            : comma < 0 ? marker[1..]
            : marker[1..comma];
        var widths = comma < 0 ? [] : marker[(comma + 1)..].Split('-');
        var modifier = presentation.Length > 1 && presentation[^1] is 'a' or 't' or 'c' or 'o' ? presentation[^1] : '\0';
        if (modifier != '\0')
            presentation = presentation[..^1];
        if (presentation.Length == 0)
            presentation = Default(component) ?? throw new JsonataException("D3132", value: component.ToString());
        return new(component, presentation, modifier, Width(widths.ElementAtOrDefault(0)), Width(widths.ElementAtOrDefault(1)));
    }

    public void ReadExactly() => integer!.ReadWidth = integer.MandatoryDigits;

    public override string Format(CalendarDate date, int offsetMinutes)
    {
        switch (Component)
        {
            case 'Z' or 'z':
                return FormatZone(offsetMinutes);
            case 'P':
                return Cased(date['P'] > 0 ? "pm" : "am");
            case 'C' or 'E':
                return "ISO";
        }
        var value = date[Component];
        if (integer is null)
            return NameOf(value);
        if (yearDigits > 0)
            value %= Math.Pow(10, yearDigits);
        return integer.Format(value);
    }

    public override string Pattern =>
        Component switch
        {
            'Z' or 'z' => (Component == 'z' ? "GMT" : "")
                + "[-+][0-9]+"
                + (integer!.Separator is { } separator ? Regex.Escape(separator) + "[0-9]+" : ""),
            'f' => "[0-9]+",
            _ when integer is not null => integer.Pattern,
            'M' or 'x' or 'F' or 'P' => "[a-zA-Z]+",
            _ => throw new JsonataException("D3133", value: Component.ToString()),
        };

    public double? Read(string text) =>
        Component switch
        {
            'Z' or 'z' => ReadZone(text),
            'f' => Math.Round(double.Parse("0." + text[..Math.Min(3, text.Length)], CultureInfo.InvariantCulture) * 1000),
            'P' => text.Equals("pm", StringComparison.OrdinalIgnoreCase) ? 1 : 0,
            _ when integer is not null => integer.Read(text),
            _ => Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index
                ? index + 1
                : null,
        };

    string[] Names =>
        [
            .. (
                Component is 'M' or 'x' ? Months
                : Component == 'F' ? Days
                : throw new JsonataException("D3133", value: Component.ToString())
            ).Select(Cut),
        ];

    string NameOf(double value) => Cased(Names[(int)value - 1]);

    string Cut(string name) => maximumWidth is { } width && name.Length > width ? name[..width] : name;

    string Cased(string name) =>
        presentation switch
        {
            ['n', ..] => name.ToLowerInvariant(),
            ['N', 'n', ..] => name,
            _ => name.ToUpperInvariant(),
        };

    string FormatZone(int offsetMinutes)
    {
        if (offsetMinutes == 0 && modifier == 't')
            return "Z";
        var (hours, minutes) = (offsetMinutes / 60, Math.Abs(offsetMinutes % 60));
        var digits = offsetMinutes / 60 * 100 + offsetMinutes % 60;
        var text = (integer!.RegularStep, integer.MandatoryDigits) switch
        {
            (> 0, _) or (_, 3 or 4) => integer.Format(digits),
            (_, 1 or 2) => integer.Format(hours) + (minutes == 0 ? "" : $":{minutes:00}"),
            _ => throw new JsonataException("D3134"),
        };
        return (Component == 'z' ? "GMT" : "") + (offsetMinutes >= 0 ? "+" : "") + text;
    }

    double ReadZone(string text)
    {
        if (Component == 'z')
            text = text[3..];
        var sign = text[0] == '-' ? -1 : 1;
        var cut =
            integer!.Separator is { } separator ? text.IndexOf(separator, StringComparison.Ordinal)
            : text.Length <= 3 ? text.Length
            : 3;
        var hours = int.Parse(text.AsSpan(1, cut - 1), CultureInfo.InvariantCulture);
        var rest = new string([.. text[cut..].Where(char.IsAsciiDigit)]);
        return sign * (hours * 60 + (rest.Length == 0 ? 0 : int.Parse(rest, CultureInfo.InvariantCulture)));
    }

    static string? Default(char component) =>
        component switch
        {
            'Y' or 'M' or 'D' or 'd' or 'W' or 'w' or 'X' or 'x' or 'H' or 'h' or 'f' => "1",
            'F' or 'P' or 'C' or 'E' => "n",
            'm' or 's' => "01",
            'Z' or 'z' => "01:01",
            _ => null,
        };

    static int? Width(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? width : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
