using System.Text;

namespace Classroom.Cloud.Logs.Patterns;

/// <summary>Words and quoted phrases that a message must have, must not have (-) or of which it must have one (?).</summary>
sealed class Words(List<Func<string, bool>> wanted, List<Func<string, bool>> unwanted, List<Func<string, bool>> either) : FilterPattern
{
    public static new Words Parse(string text)
    {
        var (wanted, unwanted, either) = (new List<Func<string, bool>>(), new List<Func<string, bool>>(), new List<Func<string, bool>>());
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var list = text[at] switch
            {
                '-' => unwanted,
                '?' => either,
                _ => wanted,
            };
            if (list != wanted) at++;
            list.Add(ReadTerm(text, ref at));
        }
        return new(wanted, unwanted, either);
    }

    // Beside words that must be there, those of which one would do say nothing more.
    public override bool Matches(string message) =>
        wanted.TrueForAll(test => test(message)) && !unwanted.Exists(test => test(message)) && (either.Count == 0 || wanted.Count > 0 || either.Exists(test => test(message)));

    static Func<string, bool> ReadTerm(string text, ref int at)
    {
        if (at >= text.Length) throw Invalid("a term is missing at its end");
        if (text[at] == '%')
        {
            var end = text.IndexOf('%', at + 1);
            if (end < 0) throw Invalid("a regular expression is not closed with %");
            var pattern = text[(at + 1)..end];
            at = end + 1;
            return Expression(pattern);
        }
        var term = new StringBuilder();
        if (text[at] == '"')
        {
            for (at++; ; at++)
            {
                if (at >= text.Length) throw Invalid("a quotation mark is not closed");
                if (text[at] == '"') break;
                if (text[at] == '\\' && at + 1 < text.Length) at++;
                term.Append(text[at]);
            }
            at++;
        }
        else
        {
            for (; at < text.Length && !char.IsWhiteSpace(text[at]); at++) term.Append(text[at]);
        }
        var word = term.ToString();
        return message => message.Contains(word, StringComparison.Ordinal);
    }
}
