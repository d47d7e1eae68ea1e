using Classroom.Languages.LogQueries;

namespace Classroom.Languages.Tests;

/// <summary>Queries of Logs Insights over a few events.</summary>
sealed class LogQueryTests
{
    const string Report =
        "REPORT RequestId: 0e7b8a6e-8d0e-4b5c-9a1c-0a0b0c0d0e0f\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\t"
        + "Max Memory Used: 84 MB\tInit Duration: 200.5 ms\t\nXRAY TraceId: 1-5e-1\tSegmentId: 55\tSampled: true\t";

    /// <summary>The newest first; one each minute, the oldest at midnight.</summary>
    static readonly LogRecord[] Events =
    [
        .. new[]
        {
            """{"level":"INFO","orderId":"o-1","amount":10,"items":[{"id":"a"},{"id":"b"}],"ok":true}""",
            """{"level":"ERROR","orderId":"o-2","amount":99.5,"user":{"name":"Ann Lee"}}""",
            """{"level":"INFO","orderId":"o-3","amount":"7","my-key":"x"}""",
            "2026-11-22 [WARN] user=bob, method:GET, latency := 25",
            "2026-11-22 [ERROR] user=eve, method:PUT, latency := 40",
            Report,
        }
            .Select(
                (message, minute) =>
                    new LogRecord(minute * 60_000, (minute * 60_000) + 5, message, $"stream{minute % 2}", "1:/g", $"p{minute}")
            )
            .Reverse(),
    ];

    /// <summary>The rows, each as its values with blanks between them; without the pointers.</summary>
    static string[] Rows(string query) =>
        [
            .. LogQuery
                .Parse(query)
                .Run(Events)
                .Rows.Select(row => string.Join(' ', row.Where(field => field.Key != "@ptr").Select(field => field.Value))),
        ];

    static string[] Names(string query) => [.. LogQuery.Parse(query).Run(Events).Rows[0].Select(field => field.Key)];

    [Test]
    public void Without_fields_a_row_has_the_time_and_the_message_and_the_newest_comes_first()
    {
        Assert.That(Names("limit 1"), Is.EqualTo(new[] { "@timestamp", "@message", "@ptr" }));
        Assert.That(Rows("filter @message like 'user' | limit 1"), Is.EqualTo(new[] { $"1970-01-01 00:04:00.000 {Events[1].Message}" }));
    }

    [TestCase("fields orderId | filter level = \"INFO\"", "o-3|o-1")]
    [TestCase("fields orderId | filter level = 'INFO' and amount > 8", "o-1")]
    [TestCase("fields orderId | filter ispresent(level) and not level = 'INFO'", "o-2")]
    [TestCase("fields orderId | filter level in ['ERROR', 'FATAL'] or amount = 7", "o-3|o-2")]
    [TestCase("fields orderId | filter amount not in [7, 10] and ispresent(amount)", "o-2")]
    [TestCase("fields orderId | filter user.name like /^ann/", "")]
    [TestCase("fields orderId | filter user.name like /(?i)^ann/", "o-2")]
    [TestCase("fields orderId | filter user.name =~ /Lee$/", "o-2")]
    [TestCase("fields orderId | filter @message not like 'amount' | display @logStream", "stream1|stream0|stream1")]
    [TestCase("fields orderId | filter items.1.id = 'b'", "o-1")]
    [TestCase("fields orderId | filter `my-key` = 'x'", "o-3")]
    [TestCase("fields orderId | filter ok = 1", "o-1")]
    [TestCase("fields orderId | filter ok = true", "o-1")]
    [TestCase("fields orderId | filter strcontains(user.name, 'nn')", "o-2")]
    [TestCase("fields orderId # the order\n| filter level = 'ERROR' # not 'INFO'\n", "o-2")]
    [TestCase("fields orderId | filter `my-key` = 'x' or concat('#', level) = '#ERROR'", "o-3|o-2")]
    [TestCase("# all\nfields orderId|filter orderId like /[#]?o-1/#the first", "o-1")]
    [TestCase("filter @type = 'REPORT' | fields @duration, @billedDuration, @initDuration, @xrayTraceId", "12.34 13 200.5 1-5e-1")]
    [TestCase("filter @type = 'REPORT' | fields @maxMemoryUsed / 1000 / 1000 as mb", "84")]
    public void Filter_and_fields(string query, string expected) =>
        Assert.That(Rows(query), Is.EqualTo(expected.Length == 0 ? [] : expected.Split('|')));

    [TestCase("amount + 1", "100.5")]
    [TestCase("2 + 3 * 4 ^ 2", "50")]
    [TestCase("(2 + 3) * 4 % 7", "6")]
    [TestCase("-amount", "-99.5")]
    [TestCase("amount / 3", "33.1667")]
    [TestCase("1 / 0", "")]
    [TestCase("concat(orderId, '-', level)", "o-2-ERROR")]
    [TestCase("toupper(user.name)", "ANN LEE")]
    [TestCase("substr(user.name, 4)", "Lee")]
    [TestCase("substr(user.name, 0, 3)", "Ann")]
    [TestCase("replace(user.name, 'Lee', 'Orr')", "Ann Orr")]
    [TestCase("strlen(user.name)", "7")]
    [TestCase("trim('  a ')", "a")]
    [TestCase("ltrim('xxa', 'x')", "a")]
    [TestCase("coalesce(nothing, orderId)", "o-2")]
    [TestCase("isempty(nothing)", "1")]
    [TestCase("greatest(1, amount, 3)", "99.5")]
    [TestCase("floor(amount)", "99")]
    [TestCase("bin(1h)", "1970-01-01 00:00:00.000")]
    [TestCase("datefloor(@timestamp, 30s)", "1970-01-01 00:01:00.000")]
    [TestCase("dateceil(@timestamp, 5m)", "1970-01-01 00:05:00.000")]
    [TestCase("toMillis(@timestamp)", "60000")]
    [TestCase("fromMillis(1500)", "1970-01-01 00:00:01.500")]
    [TestCase("isIpv4InSubnet('10.1.2.3', '10.1.0.0/16')", "1")]
    [TestCase("isValidIp('10.1.2')", "1")]
    [TestCase("isValidIpv6('10.1.2.3')", "0")]
    [TestCase("nothing", "")]
    [TestCase("nothing + 1", "")]
    public void An_expression_has_a_value(string expression, string expected) =>
        Assert.That(Rows($"filter orderId = 'o-2' | fields {expression} as x"), Is.EqualTo(new[] { expected }));

    [TestCase(
        "parse @message 'user=*, method:*, latency := *' as who, method, latency | filter latency > 30 | display who, method",
        "eve PUT"
    )]
    [TestCase("parse 'user=*,' as who | filter ispresent(who) | sort who | display who", "bob|eve")]
    [TestCase("parse @message /user=(?<who>\\w+).*latency := (?<t>\\d+)/ | stats sum(t) as t", "65")]
    [TestCase("parse @message /user=(\\w+)/ as who | filter who like /^b/ | display who", "bob")]
    [TestCase("parse user.name '* *' as first, last | filter ispresent(last) | display last, first", "Lee Ann")]
    public void Parse_makes_fields(string query, string expected) => Assert.That(Rows(query), Is.EqualTo(expected.Split('|')));

    [TestCase("stats count(*)", "6")]
    [TestCase("stats count(orderId) as n, sum(amount), avg(amount), min(amount), max(amount)", "3 116.5 38.8333 7 99.5")]
    [TestCase("stats count(*) as n by level | sort n desc, level | filter ispresent(level)", "INFO 2|ERROR 1")]
    [TestCase("stats count(*) by bin(2m) | sort bin(2m)", "1970-01-01 00:00:00.000 2|1970-01-01 00:02:00.000 2|1970-01-01 00:04:00.000 2")]
    [TestCase("stats count_distinct(@logStream)", "2")]
    [TestCase("stats pct(amount, 50), pct(amount, 99), median(amount)", "10 99.5 10")]
    [TestCase("stats stddev(amount)", "42.9153")]
    [TestCase("stats earliest(orderId), latest(orderId)", "o-1 o-3")]
    [TestCase("stats sortsFirst(orderId), sortsLast(level)", "o-1 INFO")]
    [TestCase("stats max(@timestamp), min(@timestamp)", "1970-01-01 00:05:00.000 1970-01-01 00:00:00.000")]
    [TestCase("stats sum(amount) / count(amount) as mean", "38.8333")]
    [TestCase("stats count(*) by level | stats count(*)", "3")]
    [TestCase("filter level = 'NONE' | stats count(*) by level", "")]
    [TestCase("stats count(*) by @logStream | sort count(*) desc, @logStream | limit 1", "stream0 3")]
    public void Stats_makes_a_row_of_each_group(string query, string expected) =>
        Assert.That(Rows(query), Is.EqualTo(expected.Length == 0 ? [] : expected.Split('|')));

    [Test]
    public void A_row_of_stats_has_no_pointer_and_the_groups_come_first() =>
        Assert.That(
            Names("stats count(*) # the number\n, avg(amount) as mean by level, bin(5m)"),
            Is.EqualTo(new[] { "bin(5m)", "count(*)" }),
            "of the newest"
        );

    [Test]
    public void Dedup_keeps_the_first_of_each_and_all_without_a_value() =>
        Assert.That(Rows("sort @timestamp | dedup level | display orderId"), Is.EqualTo(new[] { "o-1", "o-2", "", "", "" }));

    [Test]
    public void Sort_orders_numbers_as_numbers() =>
        Assert.That(Rows("filter ispresent(amount) | sort amount desc | display amount"), Is.EqualTo(new[] { "99.5", "10", "7" }));

    [Test]
    public void The_statistics_count_what_passed_the_filters() =>
        Assert.That(LogQuery.Parse("filter ispresent(amount) | stats count(*)").Run(Events).Matched, Is.EqualTo(3));

    [TestCase(
        "fields a | foo b",
        "one of the commands fields, display, filter, parse, stats, sort, limit and dedup is expected at character 12"
    )]
    [TestCase("fields a b", "| or the end of the query is expected at character 10")]
    [TestCase("filter nosuch(a)", "there is no function nosuch; there are abs, ceil, ")]
    [TestCase("filter count(a) > 1", "count is an aggregation, which only stats has")]
    [TestCase("stats a", "a after stats is not an aggregation")]
    [TestCase("fields abs(1, 2)", "abs has 2 arguments; it takes 1")]
    [TestCase("limit 0", "limit is '0'; it must be a number from 1 to 10000")]
    [TestCase("limit 10001", "limit is '10001'")]
    [TestCase("parse 'a*b*' as x", "parse has 2 * and 1 names")]
    [TestCase("stats count(*) by bin(5y)", "y in 5y is not a unit; there are ms, s, m, h, d, w")]
    [TestCase("pattern @message", "the embedded cloud does not have the command pattern")]
    [TestCase("filter a like b", "a text, or an expression in slashes is expected at character 15")]
    [TestCase("filter a = ", "the name of a field is expected at its end")]
    public void A_query_that_is_not_one_is_refused(string query, string reason) =>
        Assert.That(
            Assert.Throws<LanguageException>(() => LogQuery.Parse(query))!.Message,
            Does.StartWith("The query is not valid: " + reason)
        );
}
