using System.Globalization;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>Makes a valid value invalid, in ways that have revealed faults before.</summary>
sealed class Mutator(Random random)
{
    const int LargestList = 4_000_000;

    static readonly string[] Tokens =
    [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "1e400",
        "-1e400",
        "1e308",
        "1e-400",
        "0.1",
        "1.5",
        "253402300800",
        "-62135596801",
        "99999999999999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "00",
        "0x10",
        "",
        "undefined",
        "[",
        "}",
        "'x'",
    ];

    static readonly string[] Texts =
    [
        "",
        " ",
        "a",
        "\0",
        "a\0b",
        "\u0001",
        "\r\n",
        "\t",
        "\ud800",
        "\udc00x",
        "é",
        "漢字",
        "🙂",
        "%",
        "%zz",
        "%00",
        "..",
        "../../etc/passwd",
        "/",
        "//",
        "*",
        "?",
        "$",
        "$$",
        "${}",
        "${aws:username}",
        "{",
        "}",
        "{}",
        "[]",
        "[null]",
        "[1]",
        "\"",
        "null",
        "true",
        "0",
        "-1",
        "NaN",
        "Infinity",
        "1e400",
        "2147483648",
        "9223372036854775808",
        "99999999999999999999",
        "arn:",
        "arn:aws:",
        "arn:aws:::::",
        "arn:aws:lambda:us-east-1:000000000000:function:",
        "arn:aws:sqs:us-east-1:000000000000:",
        "arn:aws:states:us-east-1:000000000000:stateMachine:",
        "arn:aws:logs:us-east-1:000000000000:log-group:*",
        "arn:aws:iam::000000000000:role/",
        "arn:aws:events:us-east-1:000000000000:rule/",
        "http://",
        "http://[",
        "https://127.0.0.1:1/",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "99999-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "cron(* * * * * *)",
        "rate(1 minutes)",
        "AAAA",
        "====",
        "=",
        "&",
        "a&b=c",
        "<",
        "]]>",
        "<!DOCTYPE a>",
        "'; DROP TABLE",
        "{%",
        "{% %}",
        "{% $x %}",
        "{% ( %}",
        "$.a",
        "$[",
        "$..*",
        "$[?(@.a == 1)]",
        "States.Format('{}', $.a)",
        "States.",
        "{\"a\":1,\"a\":2}",
        "{\"default\":1}",
        "{\"Version\":1}",
        "{\"Statement\":null}",
    ];

    public Value Mutate(Value value)
    {
        // Most requests have one mistake: with many mistakes, the first one hides the others.
        var mistakes = random.Next(4) == 0 ? random.Next(2, 5) : 1;
        for (; mistakes > 0; mistakes--)
            value = MutateOnce(value);
        return value;
    }

    Value MutateOnce(Value value)
    {
        var nodes = Count(value);
        var at = random.Next(nodes);
        return At(value, ref at);
    }

    static int Count(Value value) =>
        value switch
        {
            Items items => 1 + items.Values.Sum(Count),
            Members members => 1 + members.Values.Sum(member => Count(member.Value)),
            _ => 1,
        };

    /// <summary>Changes the node with this number, counted from the root.</summary>
    Value At(Value value, ref int at)
    {
        if (at-- == 0)
            return Change(value);
        switch (value)
        {
            case Items items:
                var list = new List<Value>();
                foreach (var item in items.Values)
                    list.Add(at >= 0 ? At(item, ref at) : item);
                return new Items(list);
            case Members members:
                var made = new List<(string, Value)>();
                foreach (var (name, inner) in members.Values)
                    made.Add((name, at >= 0 ? At(inner, ref at) : inner));
                return members with { Values = made };
            default:
                return value;
        }
    }

    Value Change(Value value) =>
        random.Next(10) switch
        {
            0 => new Token(Pick(Tokens)),
            1 => new Text(Pick(Texts)),
            2 => Odd(),
            _ => value switch
            {
                Text text => ChangeText(text.Content),
                Items items => ChangeItems(items),
                Members members => ChangeMembers(members),
                _ => new Token(Pick(Tokens)),
            },
        };

    Value Odd() =>
        random.Next(9) switch
        {
            0 => new Items([new Token("null")]),
            1 => new Items([]),
            2 => new Members([]),
            3 => new Deep(10_000, random.Next(2) == 0),
            4 => new Deep(random.Next(50, 200), random.Next(2) == 0),
            5 => new Items([new Items([new Token("null")])]),
            6 => new Members([("a", new Token("null"))], IsFree: true),
            7 => new Text(new string('x', Size())),
            _ => new Items([.. Enumerable.Repeat((Value)new Text("a"), random.Next(100, 2000))]),
        };

    Items ChangeItems(Items items) =>
        random.Next(6) switch
        {
            0 => new Items([]),
            1 => new Items([.. items.Values, new Token("null")]),
            2 => new Items([.. items.Values, .. items.Values]),
            3 => new Items([.. items.Values, new Text(Pick(Texts))]),
            4 when items.Values.Count > 0 => new Items([
                .. Enumerable.Repeat(items.Values[0], Fitting(items.Values[0], random.Next(5, 1500))),
            ]),
            _ => new Items([new Items(items.Values)]),
        };

    Members ChangeMembers(Members members)
    {
        if (members.Values.Count == 0)
            return new([(Pick(Texts), new Text(Pick(Texts)))], members.IsFree);
        var at = random.Next(members.Values.Count);
        var (name, value) = members.Values[at];
        return members with
        {
            Values = random.Next(5) switch
            {
                // Left out, repeated, renamed, or with an unknown member beside it.
                0 or 1 => [.. members.Values.Where((_, index) => index != at)],
                2 => [.. members.Values, (name, Change(value))],
                3 => [.. members.Values.Select((member, index) => index == at ? (Pick(Texts), member.Value) : member)],
                _ => [.. members.Values, (Pick(Texts), new Token(Pick(Tokens)))],
            },
        };
    }

    Text ChangeText(string text)
    {
        // A text in a language is usually mutated within the language.
        if (text is ['{' or '[', ..] && random.Next(3) != 0 && Parsed.Of(text) is { } inner)
            return new Text(JsonText.Of(Mutate(inner)));
        if (text.Length == 0)
            return new Text(Pick(Texts));
        var at = random.Next(text.Length);
        var end = Math.Min(text.Length, at + random.Next(1, 8));
        return new Text(
            random.Next(9) switch
            {
                0 => text[..at] + text[end..],
                1 => text[..at] + Pick(Texts) + text[at..],
                2 => text[..at] + text[at..end] + text[at..],
                3 => text[..at],
                4 => text + Pick(Texts),
                5 => Repeat(text, Size() / text.Length),
                6 => Repeat(text[at..end], Size() / (end - at)) + text,
                7 => text[..at] + (char)random.Next(0x10000) + text[at..],
                _ => Pick(Texts),
            }
        );
    }

    /// <summary>So many copies that a request stays within a few megabytes.</summary>
    static int Fitting(Value value, int count) => Math.Clamp(LargestList / Math.Max(1, JsonText.Of(value).Length), 1, count);

    public int Size() =>
        random.Next(20) switch
        {
            0 => 1_000_000,
            1 => 300_000,
            < 6 => 10_000,
            _ => random.Next(50, 2000),
        };

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public string AnyText() => Pick(Texts);

    public string AnyNumber() => random.Next(2) == 0 ? Pick(Tokens) : random.Next().ToString(CultureInfo.InvariantCulture);

    static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, Math.Max(1, times)));
}
