using System.Globalization;
using System.Text;

namespace Classroom.Cloud.Metrics.Expressions;

/// <summary>Reads and evaluates an expression of metric math.</summary>
sealed class MathParser(string text, MetricMath math)
{
    const int Deepest = 100;

    int at;
    int depth;

    public MathValue Parse()
    {
        var value = Or();
        Skip();
        return at == text.Length ? value : throw Expected("the end");
    }

    MathValue Or()
    {
        var left = And();
        while (Take("||") || TakeWord("OR")) left = left.With(And(), (one, other) => one != 0 || other != 0 ? 1 : 0);
        return left;
    }

    MathValue And()
    {
        var left = Comparison();
        while (Take("&&") || TakeWord("AND")) left = left.With(Comparison(), (one, other) => one != 0 && other != 0 ? 1 : 0);
        return left;
    }

    MathValue Comparison()
    {
        var left = Sum();
        if (Take("==")) return left.With(Sum(), (one, other) => one == other ? 1 : 0);
        if (Take("!=")) return left.With(Sum(), (one, other) => one != other ? 1 : 0);
        if (Take("<=")) return left.With(Sum(), (one, other) => one <= other ? 1 : 0);
        if (Take(">=")) return left.With(Sum(), (one, other) => one >= other ? 1 : 0);
        if (Take("<")) return left.With(Sum(), (one, other) => one < other ? 1 : 0);
        return Take(">") ? left.With(Sum(), (one, other) => one > other ? 1 : 0) : left;
    }

    MathValue Sum()
    {
        var left = Product();
        while (true)
        {
            if (Take("+")) left = left.With(Product(), (one, other) => one + other);
            else if (Take("-")) left = left.With(Product(), (one, other) => one - other);
            else return left;
        }
    }

    MathValue Product()
    {
        var left = Power();
        while (true)
        {
            if (Take("*")) left = left.With(Power(), (one, other) => one * other);
            else if (Take("/")) left = left.With(Power(), (one, other) => one / other);
            else return left;
        }
    }

    MathValue Power()
    {
        var left = Unary();
        return Take("^") ? left.With(Power(), Math.Pow) : left;
    }

    MathValue Unary()
    {
        if (++depth > Deepest) throw MetricMath.Invalid("The expression is nested too deeply");
        var value = Take("-") ? Unary().Map(number => -number) : Primary();
        depth--;
        return value;
    }

    MathValue Primary()
    {
        Skip();
        if (Take("("))
        {
            var inner = Or();
            if (!Take(")")) throw Expected(")");
            return inner;
        }
        if (Take("[")) return List("]");
        if (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) return new(Number());
        var name = Name();
        return Take("(") ? Call(name.ToUpperInvariant()) : math.Find(name);
    }

    MathValue Call(string function)
    {
        switch (function)
        {
            case "METRICS":
                var containing = Peek('"') || Peek('\'') ? Quoted() : null;
                Close();
                return new([.. math.Metrics(containing)]);
            case "SEARCH": return Search();
            case "PERIOD":
                var id = Name();
                Close();
                return new(math.PeriodOf(id));
            case "FILL":
                var filled = Or();
                if (!Take(",")) throw Expected(",");
                if (TakeWord("REPEAT")) return Closed(Each(filled, Repeat));
                if (TakeWord("LINEAR")) return Closed(Each(filled, Linear));
                var other = Or();
                return Closed(Each(filled, series => Filled(series, other)));
        }
        var arguments = new List<MathValue>();
        if (!Take(")"))
        {
            do arguments.Add(Or());
            while (Take(","));
            Close();
        }
        return Apply(function, arguments);
    }

    MathValue Apply(string function, List<MathValue> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : throw MetricMath.Invalid($"{function} needs an argument");
        return function switch
        {
            "SUM" => Fold(first, values => values.Sum()),
            "AVG" => Fold(first, values => values.Average()),
            "MIN" => Fold(first, values => values.Min()),
            "MAX" => Fold(first, values => values.Max()),
            "STDDEV" => Fold(first, Deviation),
            "METRIC_COUNT" => new(first.Series?.Count ?? 0),
            "DATAPOINT_COUNT" => new(first.Series?.Sum(series => series.Values.Count) ?? 0),
            "ABS" => first.Map(Math.Abs),
            "CEIL" => first.Map(Math.Ceiling),
            "FLOOR" => first.Map(Math.Floor),
            "LOG" => first.Map(Math.Log),
            "LOG10" => first.Map(Math.Log10),
            "DIFF" => Each(first, series => Steps(series, (now, before, _) => now - before)),
            "RATE" => Each(first, series => Steps(series, (now, before, seconds) => (now - before) / seconds)),
            "RUNNING_SUM" => Each(first, RunningSum),
            "IF" when arguments.Count >= 2 => If(first, arguments[1], arguments.Count > 2 ? arguments[2] : null),
            "FIRST" => first.Series is { Count: > 0 } some ? new([some[0]]) : first,
            "LAST" => first.Series is { Count: > 0 } many ? new([many[^1]]) : first,
            _ => throw MetricMath.Invalid($"The function {function} of metric math is not there in the embedded cloud"),
        };
    }

    MathValue Search()
    {
        var what = Quoted();
        if (!Take(",")) throw Expected(",");
        var stat = Quoted();
        var period = Take(",") ? (int)Number() : 300;
        Close();
        var close = what.IndexOf('}', StringComparison.Ordinal);
        if (!what.StartsWith('{') || close < 0) throw MetricMath.Invalid("SEARCH needs a namespace and dimensions in braces");
        return new(math.Search(what[..(close + 1)], what[(close + 1)..], stat, period));
    }

    /// <summary>The words of a search: each anywhere, or in one field; exactly, where it is in quotation marks.</summary>
    public static List<(string? Field, string Text, bool IsExact)> SearchTerms(string text)
    {
        var terms = new List<(string?, string, bool)>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "AND") continue;
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var (field, value) = equals > 0 ? (word[..equals].Trim('"'), word[(equals + 1)..]) : (null, word);
            terms.Add((field, value.Trim('"', '(', ')'), value.Contains('"', StringComparison.Ordinal)));
        }
        return terms;
    }

    static MathValue If(MathValue condition, MathValue then, MathValue? otherwise)
    {
        var chosen = condition.With(then, (test, value) => test != 0 ? value : double.NaN);
        if (condition.Series is null) return condition.Number != 0 ? then : otherwise ?? new([]);
        var values = new SortedDictionary<long, double>();
        foreach (var (period, test) in condition.Series.Count > 0 ? condition.Series[0].Values : [])
        {
            var source = test != 0 ? then : otherwise;
            if (source is null) continue;
            if (source.Series is null) values[period] = source.Number;
            else if (source.Series.Count > 0 && source.Series[0].Values.TryGetValue(period, out var value)) values[period] = value;
        }
        return new([new(chosen.Series is { Count: > 0 } ? chosen.Series[0].Label : "", values)]);
    }

    static MathValue Each(MathValue value, Func<TimeSeries, TimeSeries> change) => value.Series is null ? value : new([.. value.Series.Select(change)]);

    /// <summary>Of many series one, period by period; of one series a number.</summary>
    static MathValue Fold(MathValue value, Func<IEnumerable<double>, double> fold)
    {
        if (value.Series is null) return value;
        if (value.Series.Count == 1) return new(value.Series[0].Values.Count == 0 ? 0 : fold(value.Series[0].Values.Values));
        var values = value.Series.SelectMany(series => series.Values).GroupBy(point => point.Key).ToDictionary(group => group.Key, group => fold(group.Select(point => point.Value)));
        return new([new("", new(values))]);
    }

    TimeSeries Filled(TimeSeries series, MathValue otherwise)
    {
        var values = new SortedDictionary<long, double>(series.Values);
        foreach (var period in math.Periods)
        {
            if (otherwise.Series is null) values.TryAdd(period, otherwise.Number);
            else if (otherwise.Series.Count > 0 && otherwise.Series[0].Values.TryGetValue(period, out var value)) values.TryAdd(period, value);
        }
        return new(series.Label, values);
    }

    TimeSeries Repeat(TimeSeries series)
    {
        var values = new SortedDictionary<long, double>(series.Values);
        double? last = null;
        foreach (var period in math.Periods)
        {
            if (values.TryGetValue(period, out var value)) last = value;
            else if (last is { } before) values[period] = before;
        }
        return new(series.Label, values);
    }

    TimeSeries Linear(TimeSeries series)
    {
        var values = new SortedDictionary<long, double>(series.Values);
        foreach (var ((from, one), (to, other)) in series.Values.Zip(series.Values.Skip(1)))
        {
            foreach (var period in math.Periods.Where(period => period > from && period < to)) values[period] = one + ((other - one) * (period - from) / (to - from));
        }
        return new(series.Label, values);
    }

    static TimeSeries Steps(TimeSeries series, Func<double, double, long, double> step) =>
        new(series.Label, new(series.Values.Zip(series.Values.Skip(1)).ToDictionary(pair => pair.Second.Key, pair => step(pair.Second.Value, pair.First.Value, pair.Second.Key - pair.First.Key))));

    static TimeSeries RunningSum(TimeSeries series)
    {
        var sum = 0.0;
        return new(series.Label, new(series.Values.ToDictionary(point => point.Key, point => sum += point.Value)));
    }

    static double Deviation(IEnumerable<double> values)
    {
        var all = values.ToList();
        var average = all.Average();
        return Math.Sqrt(all.Average(value => (value - average) * (value - average)));
    }

    MathValue List(string close)
    {
        var series = new List<TimeSeries>();
        do
        {
            var value = Or();
            series.AddRange(value.Series ?? throw MetricMath.Invalid("An array holds series, not numbers"));
        }
        while (Take(","));
        return Take(close) ? new(series) : throw Expected(close);
    }

    MathValue Closed(MathValue value)
    {
        Close();
        return value;
    }

    void Close()
    {
        if (!Take(")")) throw Expected(")");
    }

    double Number()
    {
        Skip();
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or 'e' or 'E' || (text[at] is '-' or '+' && at > start && text[at - 1] is 'e' or 'E'))) at++;
        return double.TryParse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Expected("a number");
    }

    string Name()
    {
        Skip();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_')) at++;
        return at > start ? text[start..at] : throw Expected("a name or a number");
    }

    string Quoted()
    {
        Skip();
        if (at >= text.Length || text[at] is not ('"' or '\'')) throw Expected("a text in quotation marks");
        var close = text[at++];
        var quoted = new StringBuilder();
        while (at < text.Length && text[at] != close)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            quoted.Append(text[at++]);
        }
        at++;
        return quoted.ToString();
    }

    bool Peek(char c)
    {
        Skip();
        return at < text.Length && text[at] == c;
    }

    bool Take(string token)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(token)) return false;
        at += token.Length;
        return true;
    }

    bool TakeWord(string word)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(word) || (at + word.Length < text.Length && char.IsAsciiLetterOrDigit(text[at + word.Length]))) return false;
        at += word.Length;
        return true;
    }

    void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    Gateway.AwsException Expected(string what) => MetricMath.Invalid($"Error in expression '{text}': {what} is expected at character {at + 1}");
}
