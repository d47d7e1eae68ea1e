using System.Text;
using System.Text.Json.Nodes;
using Classroom.Access;
using Classroom.Languages.AlarmRules;
using Classroom.Languages.EventPatterns;
using Classroom.Languages.LogPatterns;
using Classroom.Languages.LogQueries;
using Classroom.Languages.MetricMath;
using Classroom.Languages.Schedules;
using Classroom.Languages.TraceFilters;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Jsonata;

namespace Classroom.Languages.Tests;

/// <summary>
/// Every language that a caller can write, with every text that broke one of them: each is refused with an error of the language. They are
/// read on a stack of a quarter of a megabyte, so that a reader that calls itself without end would end this process.
/// </summary>
sealed class HostileTextTests
{
    const int SmallStack = 256 * 1024;
    const int Deep = 100_000;
    const string LoneSurrogate = "a\ud800b";
    const string Nul = "a\0b";

    static readonly string[] NoNumbers = ["NaN", "Infinity", "-Infinity", "1e400", "-1e400"];

    static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["event pattern"] = text => EventPattern.Parse(text).Matches(new JsonObject { ["a"] = "x" }),
        ["filter policy"] = text => EventPattern.Parse(text, PatternDialect.FilterPolicy).Matches(new JsonObject { ["a"] = "x" }),
        ["metric math"] = text => MathExpression.Parse(text).Evaluate(new NoMetrics(), new(LanguageLimits.MetricMathEvaluation)),
        ["alarm rule"] = text => AlarmRule.Parse(text).Holds(_ => "OK"),
        ["schedule"] = text => Schedule.Parse(text).Next(DateTimeOffset.UnixEpoch),
        ["log pattern"] = text => FilterPattern.Parse(text).Matches("""{"a":1}"""),
        ["query"] = text => LogQuery.Parse(text).Run([new(0, 0, """{"a":1}""", "s", "l", "p")]),
        ["selector"] = text => Selector.Parse(text).Of(new JsonObject { ["a"] = 1 }),
        ["trace filter"] = text => TraceFilter.Parse(text),
        ["regular expression"] = text => RegularExpression.Parse(text).IsMatch("aaaa"),
        ["policy"] = text => PolicyDocument.Parse(text),
        ["JSON"] = text => BoundedJson.Parse(text, LanguageLimits.Json),
        ["XML"] = text => BoundedXml.Parse(Encoding.UTF8.GetBytes(text), LanguageLimits.Xml),
        ["JSONata"] = text => JsonataExpression.Parse(text).Evaluate(null, options: new() { MostSteps = 1_000_000 }),
        ["JSONPath"] = text => StateMachine.Parse(Definition($$"""{"InputPath":{{Quote(text)}}}""")),
        ["intrinsic function"] = text => StateMachine.Parse(Definition("""{"Parameters":{"a.$":""" + Quote(text) + "}}")),
        ["definition"] = text => StateMachine.Parse(text),
    };

    static IEnumerable<TestCaseData> Refused() =>
        [
            .. Nested("query", "filter (", "a", ")", 4000),
            .. Nested("query", "filter not ", "a", "", 2000),
            .. Nested("query", "fields - ", "a", "", 4000),
            .. Nested("query", "fields abs(", "a", ")", 2000),
            Refuse("query", "too long", $"fields {new string('a', 10_000)}"),
            Refuse("query", "empty", ""),
            Refuse("query", "a costly expression", "filter @message like /(a{1000}){1000}/"),
            Refuse("query", "an expression that is not closed", "filter @message like /a"),
            Refuse("query", "a text that is not closed", "filter @message like \"a"),
            Refuse("query", "a number too large", "filter a > 1e400"),
            .. Nested("event pattern", "{\"a\":", "[1]", "}"),
            .. Nested("event pattern", "{\"$or\":[", "{\"a\":[1]}", "]}"),
            .. Nested("event pattern", "{\"a\":[{\"anything-but\":", "1", "}]}"),
            .. Nested("filter policy", "{\"a\":", "[1]", "}", 40_000),
            .. Strange("event pattern", "{\"a\":[\"@\"]}"),
            .. Unnumbered("event pattern", "{\"a\":[{\"numeric\":[\">\",@]}]}"),
            .. Unnumbered("event pattern", "{\"a\":[@]}"),
            Refuse("event pattern", "too long", $"{{\"a\":[\"{new string('x', 4096)}\"]}}"),
            Refuse("event pattern", "empty", ""),
            Refuse("event pattern", "a number for an operator", "{\"a\":[{\"numeric\":[1,2]}]}"),
            Refuse("event pattern", "a number for a network", "{\"a\":[{\"cidr\":7}]}"),
            Refuse("event pattern", "a text for exists", "{\"a\":[{\"exists\":\"yes\"}]}"),
            .. Nested("metric math", "(", "1", ")", 1000),
            .. Nested("metric math", "ABS(", "1", ")", 400),
            .. Nested("metric math", "[", "m1", "]", 1000),
            .. Nested("metric math", "1^", "1", "", Deep),
            .. Nested("metric math", "-", "1", "", Deep),
            .. Strange("metric math", "METRICS(\"@\")"),
            .. Unnumbered("metric math", "1 + @"),
            Refuse("metric math", "too long", new string('1', 3000)),
            Refuse("metric math", "empty", ""),
            Refuse("metric math", "a period without end", "SEARCH('{A,b} c', 'Sum', 1e300)"),
            .. Nested("alarm rule", "(", "TRUE", ")", 5000),
            .. Nested("alarm rule", "NOT ", "TRUE", "", Deep),
            .. Nested("alarm rule", "TRUE AND ", "TRUE", "", 1000),
            .. Strange("alarm rule", "ALARM(\"@\")"),
            Refuse("alarm rule", "too long", $"ALARM({new string('a', 20_000)})"),
            Refuse("alarm rule", "empty", ""),
            Refuse("alarm rule", "an ARN of something else", "ALARM(arn:aws:sns:us-east-1:000000000000:topic)"),
            .. Strange("schedule", "rate(@ minutes)"),
            .. Unnumbered("schedule", "rate(@ minutes)"),
            Refuse("schedule", "too long", $"cron({string.Join(',', Enumerable.Repeat("1", 500))} * * * ? *)"),
            Refuse("schedule", "empty", ""),
            Refuse("schedule", "a rate without end", "rate(99999999999999999999 days)"),
            .. Nested("log pattern", "{ (", "$.a = 1", ") }", 1000),
            .. Nested("log pattern", "{ " + new string('(', 400), "$.a = 1", new string(')', 400) + " }", 1),
            .. Strange("log pattern", "{ $.a = \"@\" }"),
            .. Unnumbered("log pattern", "{ $.a > @ }"),
            Refuse("log pattern", "too long", new string('x', 1025)),
            Refuse("log pattern", "a regular expression that grows", "%(a{100}){100}{100}%"),
            .. Strange("selector", "$.@"),
            Refuse("selector", "too deep", "$" + string.Concat(Enumerable.Repeat(".a", 200))),
            Refuse("selector", "too long", "$." + new string('a', 5000)),
            Refuse("selector", "empty", ""),
            Refuse("selector", "a negative index", "$.a[-1]"),
            .. Nested("trace filter", "!", "fault", "", Deep),
            .. Strange("trace filter", "service(\"@\")"),
            .. Unnumbered("trace filter", "duration > @"),
            .. Nested("regular expression", "(", "a", ")", 2000),
            .. Nested("regular expression", "(?:", "a", "){100}", 100),
            .. Strange("regular expression", "@"),
            .. Nested("policy", "{\"Statement\":[", "", "]}"),
            .. Strange("policy", "{\"Statement\":{\"Sid\":\"@\",\"Effect\":\"Allow\",\"Action\":\"*\"}}"),
            Refuse("policy", "too long", $"{{\"Id\":\"{new string('x', 140_000)}\"}}"),
            Refuse("policy", "empty", ""),
            Refuse("policy", "a number for the version", "{\"Version\":2012,\"Statement\":[]}"),
            Refuse("policy", "a number for the effect", "{\"Statement\":{\"Effect\":1,\"Action\":\"*\"}}"),
            Refuse("policy", "null for a statement", "{\"Statement\":[null]}"),
            Refuse("policy", "null for an action", "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":[null]}}"),
            Refuse("policy", "a list for an operator", Statement("\"Condition\":{\"StringEquals\":[1]}")),
            Refuse("policy", "null for an operator", Statement("\"Condition\":{\"StringEquals\":null}")),
            Refuse("policy", "a number for the principal", Statement("\"Principal\":5")),
            .. Nested("JSON", "[", "", "]"),
            .. Nested("JSON", "{\"a\":", "1", "}"),
            .. Strange("JSON", "\"@\""),
            .. Unnumbered("JSON", "@", ["NaN", "Infinity", "-Infinity"]),
            Refuse("JSON", "half of a pair, escaped", "\"\\ud800\""),
            Refuse("JSON", "half of a pair in a name", "{\"\\udc00\":1}"),
            Refuse("JSON", "empty", ""),
            .. Nested("XML", "<a>", "", "</a>"),
            .. Strange("XML", "<a>@</a>", [Nul]),
            Refuse("XML", "empty", ""),
            Refuse("XML", "entities that grow", "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>"),
            Refuse("XML", "an attribute twice", "<a b=\"1\" b=\"2\"/>"),
            .. Nested("JSONata", "(", "1", ")"),
            .. Nested("JSONata", "[", "1", "]"),
            .. Nested("JSONata", "-", "$a", ""),
            .. Nested("JSONata", "a.", "b", ""),
            .. Nested("JSONata", "1 & ", "1", ""),
            .. Nested("JSONata", "$not(", "true", ")"),
            .. Nested("JSONata", "{\"a\":", "1", "}"),
            .. Nested("JSONata", "a[", "1", "]"),
            .. Nested("JSONata", "a ? ", "1", " : 1"),
            .. Nested("JSONata", "function($x){", "1", "}"),
            .. Unnumbered("JSONata", "@", ["1e400"]),
            Refuse("JSONata", "empty", ""),
            Refuse("JSONata", "a function without end", "($f := function($x){ 1 + $f($x) }; $f(1))"),
            Refuse("JSONata", "a loop without end", "($f := function($x){ $f($x) }; $f(1))"),
            Refuse("JSONata", "a signature without a type", "function($x)<->{$x}"),
            Refuse("JSONata", "a signature that is a pattern", "function($x)<(a]*)*>{$x}(1)"),
            Refuse("JSONata", "a text that grows", "$reduce([1..60], function($a,$b){$a & $a}, 'xxxxxxxxxxxxxxxx')"),
            Refuse("JSONata", "many large texts", "$map([1..100000], function($i){ $pad('', 1000000) })"),
            Refuse("JSONata", "an array that grows", "($a := [1..100000]; $a.($a))"),
            Refuse("JSONata", "combinations", "([1..1000]@$a.[1..1000]@$b.[1..1000]@$c.($a))"),
            .. Nested("JSONPath", "$[?(", "@.a", ")]", 1000),
            .. Nested("JSONPath", "$[?(@.a == " + new string('[', 5000), "1", new string(']', 5000) + ")]", 1),
            .. Nested("JSONPath", "$[?(!", "@.a", ")]", 1000),
            .. Strange("JSONPath", "$['@']"),
            // NaN and Infinity are words there, and so texts, as in AWS's own reader of paths.
            .. Unnumbered("JSONPath", "$[?(@.a == @@)]", ["-Infinity", "1e400", "-1e400"]),
            Refuse("JSONPath", "too long", "$" + string.Concat(Enumerable.Repeat(".a", 5000))),
            Refuse("JSONPath", "empty", ""),
            .. Nested("intrinsic function", "States.Array(", "1", ")", 1000),
            .. Strange("intrinsic function", "States.Format('@')"),
            .. Unnumbered("intrinsic function", "States.Array(@)"),
            Refuse("intrinsic function", "too long", $"States.Format('{new string('x', 20_000)}')"),
            Refuse("intrinsic function", "empty", ""),
            .. Nested("definition", "{\"States\":{\"a\":", "1", "}}"),
            .. Nested("definition", "[", "", "]"),
            Refuse("definition", "empty", ""),
            Refuse("definition", "too long", $"{{\"Comment\":\"{new string('x', 1_100_000)}\"}}"),
        ];

    [TestCaseSource(nameof(Refused))]
    public void A_text_that_could_do_harm_is_refused(string language, string text)
    {
        var error = Read(language, text);
        Assert.That(
            error,
            Is.InstanceOf<LanguageException>()
                .Or.InstanceOf<PolicySyntaxException>()
                .Or.InstanceOf<JsonataException>()
                .Or.InstanceOf<DefinitionException>()
        );
        Assert.That(error!.Message, Is.Not.Empty);
    }

    [TestCase("event pattern", "{\"a\":[\"x\"],\"a\":[\"y\"]}")]
    [TestCase("JSON", "{\"a\":1,\"a\":2}")]
    [TestCase("policy", "{\"Statement\":[],\"Statement\":[]}")]
    [TestCase("alarm rule", "ALARM(a) OR ALARM(a)")]
    [TestCase("log pattern", "")]
    [TestCase("trace filter", "")]
    [TestCase("metric math", "2^3^2")]
    public void What_is_only_strange_is_read(string language, string text) => Assert.That(Read(language, text), Is.Null);

    [Test]
    public void Of_a_name_given_twice_the_last_value_counts() =>
        Assert.That(BoundedJson.Parse("{\"a\":1,\"a\":2}", LanguageLimits.Json)!.ToJsonString(), Is.EqualTo("{\"a\":2}"));

    [Test]
    public void The_error_says_what_was_found_where_and_what_is_allowed()
    {
        Assert.That(
            () => MathExpression.Parse(new string('(', 101)),
            Throws
                .InstanceOf<LanguageException>()
                .With.Message.EqualTo(
                    "The metric math expression is nested more than 100 levels deep at character 101; at most 100 are allowed"
                )
        );
    }

    static Exception? Read(string language, string text)
    {
        Exception? error = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    Readers[language](text);
                }
                catch (Exception exception)
                {
                    error = exception;
                }
            },
            SmallStack
        );
        thread.Start();
        thread.Join();
        return error;
    }

    static IEnumerable<TestCaseData> Nested(string language, string open, string inner, string close, int depth = Deep) =>
        [Refuse(language, $"{open} {depth} times", $"{Repeat(open, depth)}{inner}{Repeat(close, depth)}")];

    static IEnumerable<TestCaseData> Strange(string language, string template, string[]? texts = null) =>
        (texts ?? [LoneSurrogate, Nul]).Select(text => Refuse(language, text == Nul ? "NUL" : "half of a pair", Fill(template, text)));

    static IEnumerable<TestCaseData> Unnumbered(string language, string template, string[]? numbers = null) =>
        (numbers ?? NoNumbers).Select(number => Refuse(language, $"{number} in {template}", Fill(template, number)));

    static string Fill(string template, string text) =>
        template.Contains("@@", StringComparison.Ordinal) ? template.Replace("@@", text) : template.Replace("@", text);

    static TestCaseData Refuse(string language, string what, string text) =>
        new TestCaseData(language, text).SetArgDisplayNames(language, what);

    static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    static string Statement(string members) => """{"Statement":{"Effect":"Allow","Action":"*",""" + members + "}}";

    // The writer of .NET would replace half of a pair.
    static string Quote(string text) => JsonValue.Create(text).ToJsonString().Replace("\\uFFFD", "\\ud800");

    static string Definition(string state) => """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,""" + state[1..] + "}}";

    sealed class NoMetrics : IMetricSource
    {
        public IReadOnlyList<long> Periods => [];

        public MathValue Find(string id, Nesting nesting) => throw new LanguageException($"no {id}");

        public IEnumerable<TimeSeries> Metrics(string? containing, Nesting nesting) => [];

        public int PeriodOf(string id) => 60;

        public IReadOnlyList<TimeSeries> Search(SearchTerms terms, string statistic, int period) => [];
    }
}
