using System.Globalization;
using System.Net;

namespace Classroom.Cli.Reports;

/// <summary>Pieces of the pages. A page is one file: it loads nothing.</summary>
static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Number(double number, string format = "0.#") => number.ToString(format, CultureInfo.InvariantCulture);

    public static string Percent(double share) => $"{Math.Floor(share * 100 + 1e-9).ToString("0", CultureInfo.InvariantCulture)} %";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Numbers with their names, side by side.</summary>
    public static string Facts(IEnumerable<(string Value, string Name)> facts) =>
        $"<div class=\"facts\">{string.Concat(facts.Select(Fact))}</div>";

    static string Fact((string Value, string Name) fact) => $"<div class=\"fact\"><b>{fact.Value}</b><span>{fact.Name}</span></div>";

    public static string Short(DateTimeOffset time) => time.UtcDateTime.ToString("MMM d, HH:mm", CultureInfo.InvariantCulture);

    public static string Page(string title, string body) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>{Text(title)}</title>
            <style>{Style.Sheet}</style>
            </head>
            <body>
            <main>
            {body}
            </main>
            </body>
            </html>

            """;
}
