namespace Classroom.Cli.Reports;

/// <summary>The style of the pages: readable on a phone, in the dark, and on paper.</summary>
static class Style
{
    public const string Sheet = """

        :root { --ink: #1c2430; --soft: #5b6675; --line: #dbe1e8; --paper: #fff; --back: #f5f7f9; --link: #0b5cad;
          --good: #1f8a4c; --bad: #c62f2f; --open: #b7791f; --none: #c9d1da; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #9aa7b5; --line: #313c49; --paper: #18202a; --back: #10161d;
          --link: #7db7f0; --good: #4cc27e; --bad: #f07171; --open: #e0b050; --none: #3c4856; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 48px; }
        h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; }
        h2 { font-size: 18px; margin: 32px 0 8px; }
        p { margin: 4px 0 12px; }
        a { color: var(--link); }
        .soft { color: var(--soft); }
        .card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 16px; overflow-x: auto; }
        .facts { display: flex; flex-wrap: wrap; gap: 12px; margin: 16px 0; }
        .fact { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 10px 16px; min-width: 120px; }
        .fact b { display: block; font-size: 22px; line-height: 1.25; }
        .fact span { color: var(--soft); font-size: 13px; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: 5px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
        thead th { font-size: 13px; color: var(--soft); font-weight: 600; white-space: nowrap; }
        tbody tr:last-child td { border-bottom: 0; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .good { color: var(--good); } .bad { color: var(--bad); } .open { color: var(--open); } .none { color: var(--soft); }
        .mark { width: 1.5em; font-weight: 700; }
        .found { color: var(--soft); overflow-wrap: anywhere; }
        .card.sticky th:first-child, .card.sticky td:first-child { position: sticky; left: 0; background: var(--paper); }
        td.time { white-space: nowrap; }
        svg { display: block; width: 100%; min-width: 460px; height: auto; }
        svg text { fill: var(--ink); font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; }
        svg text.soft { fill: var(--soft); }
        .fill-good { fill: var(--good); } .fill-bad { fill: var(--bad); } .fill-open { fill: var(--open); } .fill-none { fill: var(--none); }
        .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .3em 0 .9em; }
        .key.good { background: var(--good); } .key.bad { background: var(--bad); }
        .key.open { background: var(--open); } .key.none { background: var(--none); }
        @media (max-width: 560px) { main { padding: 16px 10px 32px; } .card { padding: 10px; } th, td { padding: 4px 5px; } .wide { display: none; } }
        @media print { :root { --back: #fff; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; }
          body { font-size: 11px; } main { max-width: none; padding: 0; } .card { border: 0; padding: 0; overflow: visible; }
          tr, .fact { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; } a { text-decoration: none; } }

        """;
}
