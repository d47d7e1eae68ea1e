using System.Diagnostics;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata;

namespace Classroom.StatesLanguage.Tests.Jsonata;

/// <summary>Expressions that are wrong: the code, and the words for it.</summary>
public class RefusalTests
{
    [TestCase("1 +", "S0207", "Unexpected end of expression")]
    [TestCase("'open", "S0101", "String literal must be terminated by a matching quote")]
    [TestCase("[1, 2", "S0203", "Expected \"]\" before end of expression")]
    [TestCase("(1; 2]", "S0202", "Expected \")\", got \"]\"")]
    [TestCase("a.1", "S0213", "The literal value 1 cannot be used as a step within a path expression")]
    [TestCase("1 := 2", "S0212", "The left side of := must be a variable name (start with $)")]
    [TestCase("a ! b", "S0204", "Unknown operator: \"!\"")]
    [TestCase("%", "S0217", "The object representing the 'parent' cannot be derived from this expression")]
    [TestCase("/[/", "S0302", "No terminating / in regular expression")]
    [TestCase("/(?<x/", "S0302", "No terminating / in regular expression")]
    [TestCase("/a**/", "S0303", "Malformed regular expression")]
    [TestCase("1 + 'a'", "T2002", "The right side of the \"+\" operator must evaluate to a number")]
    [TestCase("true < 1", "T2010", "The expressions either side of operator \"<\" must evaluate to numeric or string values")]
    [TestCase("1 < 'a'", "T2009", "The values 1 and \"a\" either side of operator \"<\" must be of the same data type")]
    [TestCase("sum(1)", "T1005", "Attempted to invoke a non-function. Did you mean $sum?")]
    [TestCase("$nothing(1)", "T1006", "Attempted to invoke a non-function")]
    [TestCase("$uppercase(1)", "T0410", "Argument 1 of function \"uppercase\" does not match function signature")]
    [TestCase("$sum(['a'])", "T0412", "Argument 1 of function \"sum\" must be an array of \"numbers\"")]
    [TestCase("1 ~> 2", "T2006", "The right side of the function application operator ~> must be a function")]
    [TestCase("$number('x')", "D3030", "Unable to cast value to a number: \"x\"")]
    [TestCase("$error('no stock')", "D3137", "no stock")]
    [TestCase("$assert(1 = 2, 'odd')", "D3141", "odd")]
    [TestCase("{1: 2}", "T1003", "Key in object structure must evaluate to a string; got: 1")]
    [TestCase("1 / 0 + 1", "D1001", "Number out of range")]
    [TestCase("[1..1e9]", "D2014", "must not exceed 1e7")]
    [TestCase("$toMillis('yesterday')", "D3110", "must be an ISO 8601 formatted timestamp. Given \"yesterday\"")]
    [TestCase("$toMillis('2018-01', '[X0001]-[W01]')", "D3136", "missing specifiers required to parse the timestamp")]
    [TestCase("$formatNumber(1, '0,.0')", "D3087", "grouping-separator")]
    public void A_wrong_expression_is_named(string expression, string code, string words)
    {
        var refusal = Assert.Throws<JsonataException>(() => JsonataExpression.Parse(expression).Evaluate(Json.Null));
        Assert.That(refusal!.Code, Is.EqualTo(code), refusal.Message);
        Assert.That(refusal.Message, Does.Contain(words));
    }

    [TestCase("($f := function() { 1 + $f() }; $f())", "D1011")]
    [TestCase("($f := function() { $f() }; $f())", "D1012")]
    public void What_never_ends_is_ended(string expression, string code)
    {
        var options = new JsonataOptions { MostSteps = 1_000_000 };
        var refusal = Assert.Throws<JsonataException>(() => JsonataExpression.Parse(expression).Evaluate(null, options: options));
        Assert.That(refusal!.Code, Is.EqualTo(code));
    }

    [TestCase("$append([1, 2], [3])")]
    [TestCase("[1..3]")]
    public void What_grows_too_long_is_refused(string expression)
    {
        var refusal = Assert.Throws<JsonataException>(() =>
            JsonataExpression.Parse(expression).Evaluate(null, options: new() { MostItems = 2 })
        );
        Assert.That(refusal!.Code, Is.EqualTo("D1013"));
    }

    [TestCase("($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('x', 40))", Description = "a text that doubles")]
    [TestCase(
        "($f := function($o, $n) { $n = 0 ? $o : $f({ 'a': $o, 'b': $o }, $n - 1) }; $f(1, 60))",
        Description = "an object that holds two of itself"
    )]
    [TestCase(
        "($f := function($o, $n) { $n = 0 ? $o : $f([[$o], [$o]], $n - 1) }; $string($f(1, 60)))",
        Description = "an array of arrays"
    )]
    [TestCase(
        "($f := function($o, $n) { $n = 0 ? $o : $f({ 'a': $o }, $n - 1) }; $f(1, 100000))",
        Description = "an object within an object"
    )]
    [TestCase("$pad('x', 99999999)", Description = "a text of spaces")]
    public void What_grows_beyond_all_bounds_is_refused(string expression)
    {
        var refusal = Assert.Throws<JsonataException>(() =>
            JsonataExpression.Parse(expression).Evaluate(null, options: new() { MostBytes = 1_000_000 })
        );
        Assert.That(refusal!.Code, Is.EqualTo("D1013"));
    }

    [TestCase("$ ~> |a|{ 'self': $ }|", """{"a":{"n":1,"self":{"n":1}}}""")]
    [TestCase("$ ~> |**|{ 'self': $ }|", """{"a":{"n":1,"self":{"n":1}},"self":{"a":{"n":1}}}""")]
    public void A_change_that_holds_what_it_changes_holds_a_copy(string expression, string expected) =>
        Assert.That(JsonataExpression.Parse(expression).Evaluate(Json.Parse("""{"a":{"n":1}}"""))!.ToString(), Is.EqualTo(expected));

    public static IEnumerable<TestCaseData> Monsters() =>
        [
            new TestCaseData(new string('[', 10_000) + new string(']', 10_000)).SetArgDisplayNames("10,000 brackets"),
            new TestCaseData(new string('(', 10_000)).SetArgDisplayNames("10,000 open brackets"),
            new TestCaseData(new string('-', 100_000) + "1").SetArgDisplayNames("100,000 signs"),
            new TestCaseData("a" + string.Concat(Enumerable.Repeat(".a", 500_000))).SetArgDisplayNames("a path of a megabyte"),
            new TestCaseData("1" + string.Concat(Enumerable.Repeat("+1", 500_000))).SetArgDisplayNames("a sum of a megabyte"),
            new TestCaseData(string.Concat(Enumerable.Repeat("$x:=", 200_000)) + "1").SetArgDisplayNames("200,000 bindings"),
        ];

    [TestCaseSource(nameof(Monsters))]
    public void A_monster_is_refused_without_harm(string expression) =>
        Assert.That(
            () => JsonataExpression.Parse(expression).Evaluate(null),
            Throws.TypeOf<JsonataException>().With.Property("Code").EqualTo("S0500")
        );

    [Test]
    public void A_regular_expression_that_backtracks_takes_no_time()
    {
        var watch = Stopwatch.StartNew();
        Assert.That(
            JsonataExpression.Parse("$contains($, /^(a+)+$/)").Evaluate(new string('a', 50_000) + "!")?.ToString(),
            Is.EqualTo("false")
        );
        TestContext.Out.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }
}
