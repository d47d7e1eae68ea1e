using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Intrinsics;
using Classroom.StatesLanguage.Jsonata;
using Classroom.StatesLanguage.Jsonata.Syntax;
using Classroom.StatesLanguage.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Classroom.StatesLanguage.Tests.Data;

/// <summary>What parses prints back equal: printed and parsed again it is the same, and means the same.</summary>
public class PrintingProperties
{
    static readonly Json Sample = Json.Parse("""{"a":[{"b":1,"it's":"x"},{"b":2,"c":[3,4]}],"b":{"a":[5,6,7]},"c":"text"}""");

    static readonly Gen<string> Names = Gen.Elements("a", "b", "c", "it's", "back\\slash");

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Paths() =>
        Prop.ForAll(
            PathTexts().ToArbitrary(),
            text =>
            {
                var path = JsonPath.Parse(text);
                var again = JsonPath.Parse(Printing.Print(path));
                return Printing.Print(again) == Printing.Print(path) && Equals(again.Find(Sample), path.Find(Sample));
            }
        );

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Calls_of_intrinsics() =>
        Prop.ForAll(
            CallTexts(3).ToArbitrary(),
            text =>
            {
                var call = IntrinsicCall.Parse(text);
                var again = IntrinsicCall.Parse(Printing.Print(call));
                return Printing.Print(again) == Printing.Print(call) && ValueOf(again) == ValueOf(call);
            }
        );

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Expressions() =>
        Prop.ForAll(
            ExpressionTexts(4).ToArbitrary(),
            text =>
            {
                var expression = Parser.Parse(text);
                var printed = Printing.Print(expression);
                return Printing.Print(Parser.Parse(printed)) == printed && ValueOf(printed) == ValueOf(text);
            }
        );

    static string ValueOf(IntrinsicCall call)
    {
        try
        {
            return call.Evaluate(path => path.Find(Sample) ?? Json.Null, new(() => 0.5, () => Guid.Empty)).ToString();
        }
        catch (IntrinsicException exception)
        {
            // The message quotes the call as it was written.
            return exception.Message.Split("error: ")[^1];
        }
    }

    static string ValueOf(string expression)
    {
        try
        {
            return JsonataExpression.Parse(expression).Evaluate(Sample, options: new() { MostSteps = 10_000, MostItems = 1000 })?.ToString()
                ?? "nothing";
        }
        catch (JsonataException exception)
        {
            return exception.Code;
        }
    }

    static Gen<string> PathTexts()
    {
        var literals = Gen.Elements("1", "2.5", "'x'", "\"it's\"", "true", "null", "[1,'x']");
        var operands = Gen.OneOf(Gen.Elements("@.b", "@", "$.c", "@['it\\'s']"), literals);
        var comparisons = operands
            .Zip(Gen.Elements("==", "!=", "<", ">=", "in", "contains", "size", "anyof"))
            .Zip(operands)
            .Select(parts => $"{parts.Item1.Item1} {parts.Item1.Item2} {parts.Item2}");
        var conditions = Gen.OneOf(comparisons, Gen.Elements("@.b", "!(@.c)", "@.c =~ /t.*/i"));
        var filters = conditions
            .Zip(Gen.Elements("&&", "||"))
            .Zip(conditions)
            .Select(parts => $"[?({parts.Item1.Item1} {parts.Item1.Item2} {parts.Item2})]");
        var steps = Gen.OneOf(
            Gen.Elements(".a", ".b", ".*", "[*]", "..b", "..[0]", "[0]", "[-1]", "[1:]", "[:2]", "[0:3:2]", "[0,1]"),
            Names.Select(name =>
                $"['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']"
            ),
            Names.Select(name => $"[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\",'a']"),
            filters
        );
        return Gen.Elements("$", "$$", "$name").Zip(steps.ListOf()).Select(parts => parts.Item1 + string.Concat(parts.Item2.Take(4)));
    }

    static Gen<string> CallTexts(int depth)
    {
        var literals = Gen.Elements("1", "-2.5", "true", "null", "'text'", "'it\\'s'", "'a\\\\b'", "$.a", "$.b.a", "$.c");
        var arguments = depth == 0 ? literals : Gen.OneOf(literals, CallTexts(depth - 1));
        return Gen.OneOf(
            arguments.ListOf().Select(all => $"States.Array({string.Join(",", all.Take(4))})"),
            arguments.Select(one => $"States.ArrayLength( {one} )"),
            arguments.Select(one => $"States.JsonToString({one})"),
            arguments.Zip(arguments).Select(two => $"States.ArrayContains({two.Item1}, {two.Item2})"),
            arguments.Select(one => $"States.Format('{{}} of \\{{ {{}}', {one}, 1)")
        );
    }

    static Gen<string> ExpressionTexts(int depth)
    {
        var leaves = Gen.Elements(
            "a",
            "b",
            "c",
            "`it's`",
            "$",
            "$$",
            "$x",
            "1",
            "2.5",
            "'t'",
            "\"q\\n\"",
            "true",
            "null",
            "*",
            "**",
            "/t(e)/i",
            "$count",
            "$sum"
        );
        if (depth == 0)
            return leaves;
        var inner = ExpressionTexts(depth - 1);
        var closed = inner.Select(text => $"({text})");
        var pairs = inner.Zip(closed);
        return Gen.OneOf(
            leaves,
            closed,
            pairs
                .Zip(Gen.Elements("+", "-", "*", "/", "%", "&", "=", "!=", "<", ">=", "and", "or", "in", "~>", "??", "?:"))
                .Select(parts => $"({parts.Item1.Item1}) {parts.Item2} {parts.Item1.Item2}"),
            pairs.Select(parts => $"a.({parts.Item1}).{parts.Item2}"),
            inner.Select(text => $"a[{text}]"),
            inner.Select(text => $"a[].b[{text}][]"),
            inner.Select(text => $"a^(>{text}, b)"),
            inner.Select(text => $"a{{ 'k': {text} }}"),
            inner.Select(text => $"a@$v.($v.b; {text})"),
            inner.Select(text => $"a#$i[$i = 0].({text})"),
            inner.Select(text => $"[{text}, 1, [1..3]]"),
            inner.Select(text => $"{{ 'v': {text} }}"),
            inner.Select(text => $"-{text}"),
            pairs.Select(parts => $"({parts.Item1}) ? {parts.Item2} : a"),
            pairs.Select(parts => $"({parts.Item1}) ? {parts.Item2}"),
            inner.Select(text => $"($x := {text}; $x)"),
            inner.Select(text => $"$map([1, 2], function($n, $i) {{ {text} }})"),
            inner.Select(text => $"(function($n)<n:n>{{ {text} }})(1)"),
            inner.Select(text => $"$append(?, {text})([1])"),
            inner.Select(text => $"$ ~> |a|{{ 'b': {text} }}, 'c'|")
        );
    }
}
