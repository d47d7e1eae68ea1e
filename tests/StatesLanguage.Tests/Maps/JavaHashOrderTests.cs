using Classroom.StatesLanguage.Maps;

namespace Classroom.StatesLanguage.Tests.Maps;

/// <summary>The order of the columns of a CSV file in recordings of AWS.</summary>
public class JavaHashOrderTests
{
    [TestCase("0 True {}", "0 {} True")]
    [TestCase("Col1 Col2 Col3", "Col1 Col2 Col3")]
    public void Columns_come_in_this_order(string names, string expected)
    {
        var keys = names.Split(' ');
        Assert.That(string.Join(' ', JavaHashOrder.Of(keys).Select(i => keys[i])), Is.EqualTo(expected));
    }

    [Test]
    public void An_empty_name_comes_first() => Assert.That(JavaHashOrder.Of(["H1", ""]), Is.EqualTo(new[] { 1, 0 }));
}
