using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Testing;
using Classroom.StatesLanguage.Tests.Executions;

namespace Classroom.StatesLanguage.Tests.Jsonata;

/// <summary>
/// Expressions as a state evaluates them. The expected values were measured on AWS, unless the name of the test says otherwise.
/// </summary>
public class StatesDialectTests
{
    [TestCase("$range(0, 6, 2)", "[0,2,4,6]")]
    [TestCase("$range(-1.7, 2, 1)", "[-1,0,1,2]", Description = "fractions are cut off, not rounded")]
    [TestCase("$count($range(1, 200000, 1))", "200000")]
    [TestCase("$partition([1,2,3,4], 2)", "[[1,2],[3,4]]")]
    [TestCase("$random(42)", "0.7275636800328681")]
    [TestCase("$hash('input', 'SHA-1')", "\"140f86aae51ab9e1cda9b4254fe98a74eb54c1a1\"")]
    [TestCase("$parse('{\"a\":1}').a", "1")]
    [TestCase("1/0", "\"Infinity\"")]
    [TestCase("-1/0", "\"-Infinity\"")]
    [TestCase("1e308 * 10", "\"Infinity\"")]
    [TestCase("[1/0]", "[\"Infinity\"]")]
    [TestCase("{'k': 1/0}", "{\"k\":\"Infinity\"}")]
    [TestCase("$string(1e20)", "\"100000000000000000000\"")]
    [TestCase("$count([1..873782])", "873782")]
    [TestCase("($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p('x', 22)))", "4194304")]
    public async Task An_expression_returns(string expression, string expected) =>
        Assert.That(await EvaluateAsync(expression), Is.EqualTo(expected));

    [TestCase("$eval('1+1')", ". T1006: Attempted to invoke a non-function")]
    [TestCase(
        "$formatNumber(1, 'x')",
        ". D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by "
            + "another active character"
    )]
    [TestCase("$count([1..873783])", ": Expression evaluation memory limit exceeded: Check for excessive memory usage")]
    [TestCase(
        "($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $length($p('x', 23)))",
        ": Expression evaluation memory limit exceeded: Check for excessive memory usage"
    )]
    [TestCase("$sum(['a'])", ". T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"")]
    [TestCase("$abs('a')", ". T0410: Argument 1 of function \"abs\" does not match function signature")]
    public async Task An_expression_fails_with(string expression, string expected) =>
        Assert.That(await EvaluateAsync(expression), Is.EqualTo(Refusal(expression, expected)));

    [TestCase("$parse('')")]
    [TestCase("$parse('{\"a\":1,\"a\":2}')")]
    [TestCase("$parse('1e400')")]
    [TestCase("$partition([1,2], -1)")]
    public async Task AWS_refuses_this_too_in_words_that_are_not_known(string expression) =>
        Assert.That(await EvaluateAsync(expression), Does.StartWith(Refusal(expression, ". D3137: ")));

    [Test]
    public async Task An_evaluation_nests_a_hundred_levels_deep()
    {
        Assert.That(await EvaluateAsync(Sum(99)), Is.EqualTo("99"));
        Assert.That(
            await EvaluateAsync(Sum(200)),
            Is.EqualTo(
                Refusal(
                    Sum(200),
                    ": Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive. "
                        + "Depth=101 max=100"
                )
            )
        );
    }

    static string Sum(int terms) => string.Join('+', Enumerable.Repeat(1, terms));

    static string Refusal(string expression, string why) =>
        $"States.QueryEvaluationError: The JSONata expression '{expression}' specified for the field 'Output' threw an error during "
        + $"evaluation{why}";

    static async Task<string> EvaluateAsync(string expression)
    {
        var state = JsonObject.Of(("Type", "Pass"), ("QueryLanguage", "JSONata"), ("Output", $"{{% {expression} %}}"), ("End", true));
        var result = await StateTest.RunAsync(
            state.ToString(),
            new(JsonObject.Empty),
            new("arn:aws:states:us-east-1:123456789012:express:m:r", "r", "arn:aws:states:us-east-1:123456789012:stateMachine:m", "m", ""),
            new ScriptedHost(JsonObject.Empty)
        );
        return result.Output?.ToString() ?? $"{result.Error}: {result.Cause}";
    }
}
