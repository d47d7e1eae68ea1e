using Classroom.Languages.EventPatterns;

namespace Classroom.Languages.Tests;

/// <summary>What AWS says about a pattern that means nothing: the message and the column were recorded on AWS.</summary>
sealed class PatternMistakeTests
{
    [TestCase("""{"int": 42}""", "\"int\" must be an object or an array", 11)]
    [TestCase("""{"string": "my-value"}""", "\"string\" must be an object or an array", 13)]
    [TestCase("""{"resources": []}""", "Empty arrays are not allowed", 17)]
    [TestCase("""{"key":[["value"]]}""", "Match value must be String, number, true, false, or null", 10)]
    [TestCase("""{"key":[{"wrong-operator":true}]}""", "Unrecognized match type wrong-operator", 31)]
    [TestCase("""{"key":[{"suffix":"value","prefix":"value2"}]}""", "Only one key allowed in match expression", 37)]
    [TestCase("""{"key":[{"suffix":null}]}""", "suffix match pattern must be a string", 23)]
    [TestCase("""{"key":[{"cidr":["bad-filter"]}]}""", "prefix match pattern must be a string", 18)]
    [TestCase("""{"key":[{"exists":"no"}]}""", "exists match pattern must be either true or false.", 20)]
    [TestCase("""{"key":[{"numeric":[]}]}""", "Invalid member in numeric match: ]", 22)]
    [TestCase("""{"key":[{"numeric":["operator"]}]}""", "Unrecognized numeric range operator: operator", 32)]
    [TestCase("""{"key":[{"numeric":["=","000"]}]}""", "Value of equals must be numeric", 26)]
    [TestCase("""{"key":[{"numeric":["<",100,">",10]}]}""", "Too many elements in numeric expression", 30)]
    [TestCase("""{"key":[{"numeric":[">=",1,">",2]}]}""", "Bad numeric range operator: >", 31)]
    [TestCase("""{"key":[{"numeric":[">",3,"<",1]}]}""", "Bottom must be less than top", 33)]
    [TestCase("""{"key":[{"numeric":[">",20,30]}]}""", "Bad value in numeric range: 30", 30)]
    [TestCase("""{"key":[{"numeric":[">",20,"<",30,"<",50]}]}""", "Too many terms in numeric range expression", 36)]
    [TestCase("""{"a": [{"wildcard": "a**b"}]}""", "Consecutive wildcard characters at pos 2", 27)]
    [TestCase("""["not", "a", "dict"]""", "Filter is not an object", 2)]
    public void A_mistake_has_the_message_and_the_column_of_AWS(string pattern, string message, int column)
    {
        var mistake = MistakeIn(pattern);
        Assert.That((mistake.Message, mistake.At), Is.EqualTo((message, (TextPosition?)new TextPosition(1, column))));
    }

    [TestCase("""{"a":[{"cidr":"bad-filter"}]}""", "Malformed CIDR, one '/' required")]
    [TestCase("""{"a":[{"cidr":"bad-/64filter"}]}""", "Malformed CIDR, mask bits must be an integer")]
    [TestCase("""{"a":[{"cidr":"xx.11.xx/8"}]}""", "Nonstandard IP address: xx.11.xx")]
    public void A_mistake_within_a_text_has_no_position(string pattern, string message)
    {
        var mistake = MistakeIn(pattern);
        Assert.That((mistake.Message, mistake.At), Is.EqualTo((message, (TextPosition?)null)));
    }

    [TestCase("{'bad': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 2)]
    [TestCase(
        """{"not": closed mark""",
        "Unrecognized token 'closed': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        15
    )]
    public void Text_that_is_not_JSON_has_the_message_and_the_column_of_AWS(string pattern, string message, int column)
    {
        var mistake = MistakeIn(pattern);
        Assert.That((mistake.Message, mistake.At), Is.EqualTo((message, (TextPosition?)new TextPosition(1, column, IsJson: false))));
    }

    [Test]
    public void A_mistake_in_a_list_names_its_position_twice() =>
        Assert.That(
            PatternMessage.WithSource(MistakeIn("""{"a":[{"anything-but":["b", null]}]}"""), "…"),
            Is.EqualTo(
                "Inside anything but list, start|null|boolean is not supported."
                    + "\n at [Source: (String)\"…\"; line: 1, column: 33]\n at [Source: (String)\"…\"; line: 1, column: 33]"
            )
        );

    [TestCase("suffix")]
    [TestCase("wildcard")]
    [TestCase("exists")]
    public void A_filter_policy_excludes_prefixes_only(string kind) =>
        Assert.That(
            MistakeIn($$$"""{"key":[{"anything-but":{"{{{kind}}}":"test"}}]}""", PatternDialect.FilterPolicy).Message,
            Is.EqualTo($"Unsupported anything-but pattern: {kind}")
        );

    [Test]
    public void Text_that_is_not_JSON_is_not_repeated_by_SNS()
    {
        const string text = "{invalid";
        Assert.That(
            PatternMessage.WithSourceOfJson(MistakeIn(text), text),
            Is.EqualTo(
                "failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start field name\n at "
                    + "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]"
            )
        );
    }

    static LanguageException MistakeIn(string pattern, PatternDialect? dialect = null) =>
        Assert.Throws<LanguageException>(() => EventPattern.Parse(pattern, dialect ?? PatternDialect.Rule))!;
}
