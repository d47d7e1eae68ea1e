using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata;

namespace Classroom.StatesLanguage.Tests.Jsonata;

/// <summary>Expressions and what they make of one order; null where they find nothing.</summary>
public class ExpressionTests
{
    static readonly Json Order = Json.Parse(
        """
        {
          "id": "o-7",
          "customer": { "name": "Ada", "tags": ["new", "vip"] },
          "lines": [
            { "sku": "pen", "price": 2, "count": 3, "marks": [1, 2] },
            { "sku": "ink", "price": 5.5, "count": 1, "marks": [3] },
            { "sku": "pad", "price": 2, "count": 10, "marks": [] }
          ],
          "note": null,
          "empty": []
        }
        """
    );

    [TestCase("id", "\"o-7\"")]
    [TestCase("customer.name", "\"Ada\"")]
    [TestCase("nobody.name", null)]
    [TestCase("note", "null")]
    [TestCase("note.deeper", null)]
    [TestCase("empty", "[]")]
    [TestCase("lines.sku", """["pen","ink","pad"]""")]
    [TestCase("lines[0].sku", "\"pen\"")]
    [TestCase("lines.sku[0]", """["pen","ink","pad"]""", Description = "the predicate belongs to the step")]
    [TestCase("(lines.sku)[0]", "\"pen\"")]
    [TestCase("lines[-1].sku", "\"pad\"")]
    [TestCase("lines[count > 2].sku", """["pen","pad"]""")]
    [TestCase("lines[sku = 'ink'].price", "5.5", Description = "a sequence of one is its item")]
    [TestCase("lines[sku = 'ink'].price[]", "[5.5]")]
    [TestCase("lines[sku = 'none'].price", null)]
    [TestCase("lines.marks", "[1,2,3]", Description = "steps flatten")]
    [TestCase("lines.[marks]", "[[1,2],[3],[]]", Description = "unless an array is written out")]
    [TestCase("lines[[0..1]].sku", """["pen","ink"]""")]
    [TestCase("customer.*", """["Ada","new","vip"]""")]
    [TestCase("**.price", "[2,5.5,2]")]
    [TestCase("lines^(price, >count).sku", """["pad","pen","ink"]""")]
    [TestCase("lines^(>sku).sku", """["pen","pad","ink"]""")]
    [TestCase("lines.(price * count)", "[6,5.5,20]")]
    [TestCase("lines{sku: price}", """{"pen":2,"ink":5.5,"pad":2}""")]
    [TestCase("lines{$string(price): sku}", """{"2":["pen","pad"],"5.5":"ink"}""", Description = "items of one key are gathered")]
    [TestCase("lines.{'what': sku}", """[{"what":"pen"},{"what":"ink"},{"what":"pad"}]""")]
    [TestCase("lines.marks.{'sku': %.sku, 'mark': $}", """[{"sku":"pen","mark":1},{"sku":"pen","mark":2},{"sku":"ink","mark":3}]""")]
    [TestCase("lines#$i.(sku & $i)", """["pen0","ink1","pad2"]""")]
    [TestCase(
        "lines@$l.customer.(name & ':' & $l.sku)",
        """["Ada:pen","Ada:ink","Ada:pad"]""",
        Description = "a binding leaves the context where it was"
    )]
    [TestCase("$sum(lines.(price * count))", "31.5")]
    [TestCase("lines.price ~> $sum", "9.5")]
    [TestCase("$map(lines, function($l, $i) { $i & $l.sku })", """["0pen","1ink","2pad"]""")]
    [TestCase("$filter(lines, function($l) { $l.price > 3 }).sku", "\"ink\"")]
    [TestCase("$reduce([1..5], function($a, $b) { $a * $b })", "120")]
    [TestCase("($double := function($n) { $n * 2 }; $inc := function($n) { $n + 1 }; (3 ~> $double ~> $inc))", "7")]
    [TestCase("($both := $uppercase ~> $substringBefore(?, 'A'); $both('xyazb'))", "\"XY\"")]
    [TestCase("($first := $substring(?, 0, 2); $first('hello'))", "\"he\"")]
    [TestCase(
        "$ ~> |lines|{'total': price * count}, ['marks', 'price']| ~> $lookup('lines')",
        """[{"sku":"pen","count":3,"total":6},{"sku":"ink","count":1,"total":5.5},{"sku":"pad","count":10,"total":20}]"""
    )]
    [TestCase("missing ?: 'other'", "\"other\"")]
    [TestCase("missing ?? 'other'", "\"other\"")]
    [TestCase("note ?? 'other'", "null", Description = "null is something")]
    [TestCase("count in [1, 2]", "false")]
    [TestCase("'vip' in customer.tags", "true")]
    [TestCase("lines[0].price = 2 and customer.name != 'Bob'", "true")]
    [TestCase("missing = missing", "false", Description = "nothing equals nothing, not even itself")]
    [TestCase("1 + missing", null)]
    [TestCase("7 % 4 - -2", "5")]
    [TestCase("0.1 + 0.2", "0.30000000000000004")]
    [TestCase("$string(0.1 + 0.2)", "\"0.3\"")]
    [TestCase("1e21 & ''", "\"1e+21\"")]
    [TestCase("1.5e-7 & ' ' & 123456789e13 & ' ' & -2.5e300 & ' ' & 0.000001", "\"1.5e-7 1.23456789e+21 -2.5e+300 0.000001\"")]
    [TestCase("/* why */ [1, 2][1]", "2")]
    [TestCase("`id`", "\"o-7\"")]
    [TestCase("'\\u0041\\n'", "\"A\\n\"")]
    [TestCase("($x := 1; ($x := 2); $x)", "1", Description = "a block is a scope")]
    [TestCase("$match('a1b22', /[a-z](\\d+)/).groups", """["1","22"]""")]
    [TestCase("$replace('John Smith', /(\\w+)\\s(\\w+)/, '$2, $1')", "\"Smith, John\"")]
    [TestCase("$split('a-b_c', /[-_]/)", """["a","b","c"]""")]
    [TestCase("$contains('Abra', /ABRA/i)", "true")]
    [TestCase("$formatNumber(-1234.5, '#,##0.00;(#,##0.00)')", "\"(1,234.50)\"")]
    [TestCase("$formatNumber(0.00012, '0.0e0')", "\"1.2e-4\"")]
    [TestCase("$formatInteger(1984, 'I')", "\"MCMLXXXIV\"")]
    [TestCase("$formatInteger(42, 'w')", "\"forty-two\"")]
    [TestCase("$formatInteger(23, '1;o')", "\"23rd\"")]
    [TestCase("$parseInteger('twelve thousand, four hundred and seventy-six', 'w')", "12476")]
    [TestCase("$formatBase(-255, 16)", "\"-ff\"")]
    [TestCase("$round(2.675, 2)", "2.68")]
    [TestCase("$round(12.5)", "12", Description = "half to even")]
    [TestCase("$fromMillis(1500000000000)", "\"2017-07-14T02:40:00.000Z\"")]
    [TestCase(
        "$fromMillis(1500000000000, '[FNn,*-3] [D1o] [MNn] [Y], [h]:[m01][PN] [z]', '+0530')",
        "\"Fri 14th July 2017, 8:10AM GMT+05:30\""
    )]
    [TestCase("$toMillis('14 July 2017', '[D1] [MNn] [Y]')", "1499990400000")]
    [TestCase("$base64decode($base64encode('hi'))", "\"hi\"")]
    [TestCase("$encodeUrlComponent('a b&ü')", "\"a%20b%26%C3%BC\"")]
    [TestCase("$keys(lines[0])", """["sku","price","count","marks"]""")]
    [TestCase("$merge([{'a': 1}, {'a': 2, 'b': 3}])", """{"a":2,"b":3}""")]
    [TestCase("$sift(customer, function($v, $k) { $k = 'name' })", """{"name":"Ada"}""")]
    [TestCase("$each(customer, function($v, $k) { $k })", """["name","tags"]""")]
    [TestCase("$distinct([1, '1', 1, [2], [2]])", """[1,"1",[2]]""")]
    [TestCase("$zip([1, 2, 3], ['a', 'b'])", """[[1,"a"],[2,"b"]]""")]
    [TestCase("$sort(lines, function($a, $b) { $a.count < $b.count }).sku", """["pad","pen","ink"]""")]
    [TestCase("$eval('[1, 2, price]', lines[0])", "[1,2,2]")]
    [TestCase("$type(lines)", "\"array\"")]
    [TestCase("$pad('x', -5, '#-')", "\"#-#-x\"")]
    [TestCase("$substring('𝒳yz', 1, 1)", "\"y\"", Description = "characters, not halves of pairs")]
    public void An_expression_finds(string expression, string? expected) =>
        Assert.That(JsonataExpression.Parse(expression).Evaluate(Order)?.ToString(), Is.EqualTo(expected));

    [Test]
    public void Variables_come_from_outside() =>
        Assert.That(JsonataExpression.Parse("$rate * lines[0].price").Evaluate(Order, [new("rate", 3)])?.ToString(), Is.EqualTo("6"));

    [Test]
    public void Time_and_chance_come_from_outside()
    {
        var options = new JsonataOptions
        {
            Clock = new FixedClock(DateTimeOffset.FromUnixTimeMilliseconds(1500000000000)),
            Random = () => 0.25,
        };
        Assert.That(
            JsonataExpression.Parse("[$millis(), $now(), $random()]").Evaluate(null, options: options)?.ToString(),
            Is.EqualTo("""[1500000000000,"2017-07-14T02:40:00.000Z",0.25]""")
        );
    }

    [Test]
    public void A_transform_changes_a_copy()
    {
        var before = Order.ToString();
        JsonataExpression.Parse("$ ~> |lines|{'price': 0}|").Evaluate(Order);
        Assert.That(Order.ToString(), Is.EqualTo(before));
    }

    [Test]
    public void A_tail_call_needs_no_stack() =>
        Assert.That(
            JsonataExpression
                .Parse("($count := function($n) { $n = 0 ? 'done' : $count($n - 1) }; $count(100000))")
                .Evaluate(null)
                ?.ToString(),
            Is.EqualTo("\"done\"")
        );

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
