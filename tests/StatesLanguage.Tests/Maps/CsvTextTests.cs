using Classroom.StatesLanguage.Maps;

namespace Classroom.StatesLanguage.Tests.Maps;

/// <summary>Comma-separated values as RFC 4180 defines them.</summary>
public class CsvTextTests
{
    [TestCase("a,b\nc,d\n", ExpectedResult = "a|b / c|d")]
    [TestCase("a,b\r\nc,d", ExpectedResult = "a|b / c|d")]
    [TestCase("a\rb", ExpectedResult = "a / b")]
    [TestCase("a\r", ExpectedResult = "a")]
    [TestCase("a,\n,b\n,", ExpectedResult = "a| / |b / |")]
    [TestCase("\n\na\n\n\nb\n\n", ExpectedResult = "a / b", Description = "empty lines are no rows")]
    [TestCase("\"a,b\",c", ExpectedResult = "a,b|c")]
    [TestCase("\"a\nb\",c", ExpectedResult = "a\nb|c")]
    [TestCase("\"say \"\"hi\"\"\",c", ExpectedResult = "say \"hi\"|c")]
    [TestCase("a\"b\",c", ExpectedResult = "a\"b\"|c", Description = "a quote within a field is a letter")]
    [TestCase("\"open,c", ExpectedResult = "open,c", Description = "a quote that is never closed lasts to the end")]
    [TestCase("\"\"", ExpectedResult = "")]
    [TestCase("", ExpectedResult = "")]
    public string Rows(string text) => string.Join(" / ", CsvText.Rows(text, ',').Select(row => string.Join('|', row)));

    [Test]
    public void Another_delimiter_makes_the_comma_a_letter() =>
        Assert.That(CsvText.Rows("a,b;c", ';'), Is.EqualTo(new[] { new[] { "a,b", "c" } }));
}
