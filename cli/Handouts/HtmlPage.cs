using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom.Cli.Graphs;
using Classroom.Labs;
using Markdig;

namespace Classroom.Cli.Handouts;

/// <summary>A Markdown text as one HTML page without external requests, readable on a phone and on paper.</summary>
static partial class HtmlPage
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().Build();

    const string Style = """
        :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d6dbe2; --panel: #f4f6f9; --link: #0b57d0; --page: #fff }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #a3adba; --line: #3a434f; --panel: #1d232b; --link: #8ab4f8; --page: #12161b } }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
        main { max-width: 52rem; margin: 0 auto; padding: 1rem 1rem 4rem }
        h1 { font-size: 2rem; margin: 1rem 0 }
        h2 { font-size: 1.5rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--line) }
        h3 { font-size: 1.15rem; margin: 1.75rem 0 .5rem }
        a { color: var(--link); overflow-wrap: break-word }
        code { font: .875em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--panel); border-radius: 4px; padding: .1em .3em; overflow-wrap: anywhere }
        pre { position: relative; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.4 }
        pre code { background: none; padding: 0 }
        pre:has(.language-text) { border-style: dashed; margin-top: -.5rem }
        pre:has(.language-text)::before { content: "output"; display: block; font-size: .7rem; color: var(--soft); margin-bottom: .25rem }
        button { position: absolute; top: .4rem; right: .4rem; font: inherit; font-size: .75rem; color: var(--soft); background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .15rem .5rem; cursor: pointer }
        td:first-child { min-width: 6rem }
        table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .95rem }
        th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line) }
        figure { margin: 1rem 0; text-align: center; background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: .5rem }
        figure svg { max-width: 100%; height: auto }
        @media (max-width: 36rem) { body { font-size: 15px } main { padding: .5rem .75rem 3rem } h1 { font-size: 1.6rem } h2 { font-size: 1.3rem } }
        @media print {
          :root { --ink: #000; --soft: #444; --line: #bbb; --panel: #f6f6f6; --link: #000; --page: #fff }
          body { font-size: 10pt } main { max-width: none; padding: 0 } button { display: none }
          pre, figure, tr { break-inside: avoid } h2 { break-before: page } h2, h3 { break-after: avoid } figure svg { max-height: 20cm }
        }
        """;

    /// <summary>A button beside each command that copies it. A page without access to the clipboard has no buttons.</summary>
    const string Copy = """
        if (navigator.clipboard) for (const code of document.querySelectorAll('code.language-bash, code.language-sh')) {
          const button = document.createElement('button')
          button.textContent = 'copy'
          button.onclick = () => navigator.clipboard.writeText(code.textContent).then(() => { button.textContent = 'copied'; setTimeout(() => button.textContent = 'copy', 1500) })
          code.parentElement.append(button)
        }
        """;

    public static string Of(string markdown, string title)
    {
        var text = WorkflowPicture()
            .Replace(markdown, match => Picture(match.Groups[1].Value))
            .Replace(".md)", ".html)", StringComparison.Ordinal);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>{System.Net.WebUtility.HtmlEncode(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            {Markdown.ToHtml(text, Pipeline)}
            </main>
            <script>
            {Copy}
            </script>
            </body>
            </html>

            """;
    }

    /// <summary>The workflow as SVG, without empty lines: in Markdown, an empty line ends a block of HTML.</summary>
    static string Picture(string workflow)
    {
        var file = EmbeddedFiles.Names.Single(name => name.EndsWith($"/{workflow}.asl.json", StringComparison.Ordinal));
        var svg = Svg.Of(WorkflowGraph.Of((JsonObject)JsonNode.Parse(EmbeddedFiles.Read(file))!), workflow);
        return $"<figure>\n{string.Join('\n', svg.Split('\n', StringSplitOptions.RemoveEmptyEntries))}\n</figure>\n";
    }

    [GeneratedRegex(@"^```mermaid\n%% workflow: ([a-z-]+)\n(?:.*\n)*?```$", RegexOptions.Multiline)]
    private static partial Regex WorkflowPicture();
}
