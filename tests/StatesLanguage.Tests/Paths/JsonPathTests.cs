using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.Tests.Paths;

/// <summary>Paths and what they find in one store; null where a definite path leads nowhere.</summary>
public class JsonPathTests
{
    static readonly Json Store = Json.Parse(
        """
        {
          "name": "corner",
          "odd name": { "ü": 1 },
          "books": [
            { "title": "A", "price": 8, "tags": ["x"] },
            { "title": "B", "price": 12 },
            { "title": "C", "price": 30, "tags": ["y", "z"] }
          ],
          "none": null
        }
        """
    );

    [TestCase("$.name", "\"corner\"")]
    [TestCase("$['odd name'].ü", "1")]
    [TestCase("$[\"odd name\"]['ü']", "1")]
    [TestCase("$.books[0].title", "\"A\"")]
    [TestCase("$.books[-1].title", "\"C\"")]
    [TestCase("$.books[7]", null)]
    [TestCase("$.books.title", null, Description = "a list has no members")]
    [TestCase("$.none", "null")]
    [TestCase("$.none.deeper", null)]
    [TestCase("$.books[*].title", """["A","B","C"]""")]
    [TestCase("$.books[0:2].price", "[8,12]")]
    [TestCase("$.books[-2:].price", "[12,30]")]
    [TestCase("$.books[:1].price", "[8]")]
    [TestCase("$.books[0,2].price", "[8,30]")]
    [TestCase("$.books[0]['title','price']", """["A",8]""")]
    [TestCase("$.['odd name']", """{"ü":1}""", Description = "a dot in front of a bracket changes nothing")]
    [TestCase("$.books.[0].title", "\"A\"")]
    [TestCase("$.books[*].['title','price']", """["A",8,"B",12,"C",30]""")]
    [TestCase("$.books[?(@.title==B)].price", "[12]", Description = "a word without quotes is a text")]
    [TestCase(" $.name ", "\"corner\"")]
    [TestCase("$..price", "[8,12,30]")]
    [TestCase("$..tags[0]", """["x","y"]""")]
    [TestCase("$.books[?(@.price > 10)].title", """["B","C"]""")]
    [TestCase("$.books[?(@.price > 10 && @.tags)].title", """["C"]""")]
    [TestCase("$.books[?(!@.tags)].title", """["B"]""")]
    [TestCase("$.books[?(@.title == 'A' || @.title == 'C')].price", "[8,30]")]
    [TestCase("$.books[?(@.title in ['A','B'])].price", "[8,12]")]
    [TestCase("$.books[?(@.title =~ /[ab]/i)].price", "[8,12]")]
    [TestCase("$.books[?(@.tags size 2)].title", """["C"]""")]
    [TestCase("$.books[?(@.price > 100)]", "[]", Description = "a path that may find many finds a list, even of none")]
    [TestCase("$.nothing[*]", "[]")]
    public void A_path_finds(string path, string? expected) =>
        Assert.That(JsonPath.Parse(path).Find(Store)?.ToString(), Is.EqualTo(expected));

    [TestCase("$.books[9].title", "Missing property in path $['books'][9]")]
    [TestCase("$.books[0].isbn", "No results for path: $['books'][0]['isbn']")]
    public void A_path_that_leads_nowhere_says_where_it_breaks(string path, string expected) =>
        Assert.That(JsonPath.Parse(path).DescribeMiss(Store), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("name")]
    [TestCase("$.")]
    [TestCase("$.a b")]
    [TestCase("$.a[")]
    [TestCase("$.a['b]")]
    [TestCase("$.a[b]")]
    [TestCase("$.a[?(@.b ==)]")]
    [TestCase("$.a[?(@.b =~ /(/)]")]
    [TestCase("$.a.length()")]
    [TestCase("$.a[1:2:0]")]
    public void What_is_no_path_is_refused(string path) => Assert.That(() => JsonPath.Parse(path), Throws.TypeOf<PathSyntaxException>());

    [Test]
    public void A_chain_of_a_megabyte_is_refused() =>
        Assert.That(
            () => JsonPath.Parse("$" + string.Concat(Enumerable.Repeat(".a", 500_000))),
            Throws.TypeOf<PathSyntaxException>().With.Message.Contains("more than 1000 steps")
        );

    [TestCase("""{"a":1}""", "$.b", """{"a":1,"b":9}""")]
    [TestCase("""{"a":1}""", "$.a", """{"a":9}""")]
    [TestCase("""{"a":1}""", "$.b.c.d", """{"a":1,"b":{"c":{"d":9}}}""")]
    [TestCase("""{"a":[1,2]}""", "$.a[1]", """{"a":[1,9]}""")]
    [TestCase("""{"a":1}""", "$", "9")]
    [TestCase("[1]", "$.a", null)]
    [TestCase("""{"a":1}""", "$.a.b", null)]
    [TestCase("""{"a":[1]}""", "$.a[3]", null)]
    public void A_result_is_put_in_its_place(string into, string path, string? expected) =>
        Assert.That(ReferencePath.Put(JsonPath.Parse(path), Json.Parse(into), 9)?.ToString(), Is.EqualTo(expected));
}
