using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Intrinsics;

namespace Classroom.StatesLanguage.Tests.Intrinsics;

public class IntrinsicTests
{
    static readonly Json Input = Json.Parse(
        """{"name":"Ada","n":3,"list":[1,2,2,3,{"a":1}],"text":"a,b;c","object":{"Arg1":1,"Arg2":[]},"nothing":null}"""
    );
    static readonly IntrinsicSources Sources = new(() => 0.5, () => new("11111111-2222-4333-8444-555555555555"));

    static string Evaluate(string call) => IntrinsicCall.Parse(call).Evaluate(path => path.Find(Input)!, Sources).ToString();

    [TestCase("States.Format('Hello {}, {}!', $.name, $.n)", "\"Hello Ada, 3!\"")]
    [TestCase("States.Format('{} {} {}', $.nothing, true, 1.5)", "\"null true 1.5\"")]
    [TestCase("States.Format('{}', $.object)", "\"{Arg1=1, Arg2=[]}\"", Description = "as Java prints a map")]
    [TestCase(@"States.Format('\{\} it\'s {}', 'x\\y')", "\"{} it's x\\\\y\"")]
    [TestCase("States.StringToJson('{\"a\":[1]}')", """{"a":[1]}""")]
    [TestCase("States.StringToJson('')", "null")]
    [TestCase("States.JsonToString($.object)", "\"{\\\"Arg1\\\":1,\\\"Arg2\\\":[]}\"")]
    [TestCase("States.Array()", "[]")]
    [TestCase("States.Array('a', 1, $.name, States.Array())", """["a",1,"Ada",[]]""")]
    [TestCase("States.ArrayPartition($.list, 2)", """[[1,2],[2,3],[{"a":1}]]""")]
    [TestCase("States.ArrayContains($.list, 3)", "true")]
    [TestCase("States.ArrayContains($.list, '3')", "false")]
    [TestCase("States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]")]
    [TestCase("States.ArrayRange(3, 1, -1)", "[3,2,1]")]
    [TestCase("States.ArrayGetItem($.list, 1)", "2")]
    [TestCase("States.ArrayLength($.list)", "5")]
    [TestCase("States.ArrayUnique($.list)", """[1,2,3,{"a":1}]""")]
    [TestCase("States.Base64Encode('data ü')", "\"ZGF0YSDDvA==\"")]
    [TestCase("States.Base64Decode('ZGF0YSDDvA==')", "\"data ü\"")]
    [TestCase("States.Hash('a', 'MD5')", "\"0cc175b9c0f1b6a831c399e269772661\"")]
    [TestCase("States.Hash('a', 'SHA-1')", "\"86f7e437faa5a7fce15d1ddcb9eaeaea377667b8\"")]
    [TestCase("States.Hash('a', 'SHA-256')", "\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\"")]
    [TestCase("States.JsonMerge($.object, States.StringToJson('{\"Arg1\":2}'), false)", """{"Arg1":2,"Arg2":[]}""")]
    [TestCase("States.MathAdd(-9, 3)", "-6")]
    [TestCase("States.MathAdd(1.49, 1.50)", "3")]
    [TestCase("States.MathAdd(-1.49, -1.50)", "-2", Description = "halves go up")]
    [TestCase("States.MathRandom(1, 11)", "6")]
    [TestCase("States.StringSplit('1,2,3', ',')", """["1","2","3"]""")]
    [TestCase("States.StringSplit($.text, ',;')", """["a","b","c"]""", Description = "each character separates")]
    [TestCase("States.StringSplit(',a,,b', ',')", """["a","b"]""", Description = "what is empty is left out")]
    [TestCase("States.UUID()", "\"11111111-2222-4333-8444-555555555555\"")]
    [TestCase("States.Format('{}', $.list[?(@ == 2)])", "\"[2, 2]\"", Description = "a path with brackets of its own")]
    public void A_function_returns(string call, string expected) => Assert.That(Evaluate(call), Is.EqualTo(expected));

    [TestCase(
        "States.ArrayGetItem($.list, 9)",
        "The function 'States.ArrayGetItem($.list, 9)' had the following error: Index 9 is out of bounds of an array of 5"
    )]
    [TestCase("States.Format('{} {}', 1)", "had the following error: The template has more placeholders")]
    [TestCase("States.Format('{}', 1, 2)", "The template has 1 placeholders for 2 arguments")]
    [TestCase("States.ArrayRange(1, 5000, 1)", "at most 1000 are allowed")]
    [TestCase("States.Hash('a', 'CRC')", "'CRC' is not a hash algorithm; allowed are MD5, SHA-1")]
    [TestCase("States.StringToJson('{')", "is not JSON: line 1")]
    [TestCase("States.JsonMerge($.object, $.object, true)", "Deep merging is not supported")]
    [TestCase("States.ArrayLength($.name)", "\"Ada\" is not an array")]
    [TestCase("States.MathAdd('1', 2)", "\"1\" is not a number")]
    [TestCase("States.Base64Decode('!')", "is not Base64")]
    public void A_function_that_cannot_says_why(string call, string words) =>
        Assert.That(() => Evaluate(call), Throws.TypeOf<IntrinsicException>().With.Message.Contains(words));

    [TestCase("States.Nothing()", "'States.Nothing' is not an intrinsic function; allowed are States.Array")]
    [TestCase("States.UUID(1)", "States.UUID takes 0 arguments, not 1")]
    [TestCase("States.Format('a", "a quote is not closed")]
    [TestCase(@"States.Format('\n')", @"'\n' is not an escape sequence")]
    [TestCase("States.Array(a)", "unexpected 'a'")]
    [TestCase("States.Array(1", "ends too early")]
    [TestCase("States.Array(1) ", null)]
    [TestCase("States.Array(1)x", "unexpected 'x'")]
    public void A_call_that_is_none_is_refused(string call, string? words)
    {
        if (words is null)
            Assert.That(() => IntrinsicCall.Parse(call), Throws.Nothing);
        else
            Assert.That(() => IntrinsicCall.Parse(call), Throws.TypeOf<IntrinsicSyntaxException>().With.Message.Contains(words));
    }

    [Test]
    public void Calls_nest_ten_deep_and_no_deeper()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("States.Array(", depth)) + new string(')', depth);
        Assert.That(() => IntrinsicCall.Parse(Nested(10)), Throws.Nothing);
        Assert.That(() => IntrinsicCall.Parse(Nested(11)), Throws.TypeOf<IntrinsicSyntaxException>());
    }

    [Test]
    public void Every_function_is_known_by_its_name()
    {
        var all = typeof(Intrinsic)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Intrinsic)))
            .Select(type => ((Intrinsic)Activator.CreateInstance(type)!).Name);
        Assert.That(Intrinsic.Names, Is.EquivalentTo(all));
        Assert.That(Intrinsic.Names, Has.Count.EqualTo(18));
    }
}
