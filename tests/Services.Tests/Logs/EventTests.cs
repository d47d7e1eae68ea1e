using Classroom.Cloud.Logs;

namespace Classroom.Services.Tests.Logs;

sealed class EventTests : LogTest
{
    [Test]
    public async Task CreateLogStream_makes_a_stream_that_DescribeLogStreams_shows()
    {
        await GivenStreamAsync();
        var streams = await CallAsync<DescribeLogStreams>(new { logGroupName = Group });
        Assert.That(streams.Each("logStreams/*/arn"), Is.EqualTo(new[] { $"{Arn}:log-stream:one" }));
    }

    [Test]
    public async Task CreateLogStream_refuses_no_group_a_name_with_a_colon_and_a_stream_of_that_name()
    {
        await RefusedAsync<CreateLogStream>(NotThere, new { logGroupName = Group, logStreamName = "one" });
        await RefusedAsync<CreateLogStream>(Invalid, new { logGroupName = Group, logStreamName = "a:b" });
        await GivenStreamAsync();
        await RefusedAsync<CreateLogStream>("ResourceAlreadyExistsException", new { logGroupName = Group, logStreamName = "one" });
    }

    [Test]
    public async Task DescribeLogStreams_orders_streams_by_their_last_event()
    {
        await GivenStreamAsync("a");
        await CallAsync<CreateLogStream>(new { logGroupName = Group, logStreamName = "b" });
        await PutAsync("b", "first");
        Cloud.Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync("a", "second");
        var newest = await CallAsync<DescribeLogStreams>(
            new
            {
                logGroupName = Group,
                orderBy = "LastEventTime",
                descending = true,
            }
        );
        Assert.That(newest.Each("logStreams/*/logStreamName"), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task DescribeLogStreams_refuses_no_group_and_a_prefix_with_an_order_by_time()
    {
        await RefusedAsync<DescribeLogStreams>(NotThere, new { logGroupName = Group });
        await RefusedAsync<DescribeLogStreams>(Invalid);
        await GivenStreamAsync();
        await RefusedAsync<DescribeLogStreams>(
            Invalid,
            new
            {
                logGroupName = Group,
                orderBy = "LastEventTime",
                logStreamNamePrefix = "o",
            }
        );
    }

    [Test]
    public async Task DeleteLogStream_takes_a_stream_and_its_events_away()
    {
        await GivenStreamAsync();
        await PutAsync("one", "gone");
        await CallAsync<DeleteLogStream>(new { logGroupName = Group, logStreamName = "one" });
        await RefusedAsync<GetLogEvents>(NotThere, new { logGroupName = Group, logStreamName = "one" });
        Assert.That((await CallAsync<FilterLogEvents>(new { logGroupName = Group })).Each("events/*"), Is.Empty);
        await RefusedAsync<DeleteLogStream>(NotThere, new { logGroupName = Group, logStreamName = "one" });
    }

    [Test]
    public async Task PutLogEvents_keeps_events_that_GetLogEvents_reads_in_pages()
    {
        await GivenStreamAsync();
        await PutAsync("one", "a", "b", "c");
        var first = await CallAsync<GetLogEvents>(Reading(limit: 2));
        var second = await CallAsync<GetLogEvents>(Reading(limit: 2, first.At("nextForwardToken")));
        Assert.That((first.Each("events/*/message"), second.Each("events/*/message")), Is.EqualTo((new[] { "a", "b" }, new[] { "c" })));
        var back = await CallAsync<GetLogEvents>(Reading(limit: 2, second.At("nextBackwardToken")));
        Assert.That(back.Each("events/*/message"), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task PutLogEvents_leaves_out_what_is_older_than_14_days_or_more_than_2_hours_ahead_and_says_so()
    {
        await GivenStreamAsync();
        var (fortnight, hours) = (14 * 24 * 3600, 2 * 3600);
        foreach (var (second, member) in new[] { (-fortnight - 1, "tooOldLogEventEndIndex"), (hours + 1, "tooNewLogEventStartIndex") })
        {
            var put = await CallAsync<PutLogEvents>(Putting(At(second, "outside")));
            Assert.That(put["rejectedLogEventsInfo"]!.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { member }));
        }
        Assert.That((await CallAsync<GetLogEvents>(Reading(limit: 10))).Each("events/*"), Is.Empty);
    }

    [Test]
    public async Task PutLogEvents_refuses_what_CloudWatch_Logs_refuses()
    {
        await RefusedAsync<PutLogEvents>(NotThere, Putting(At(0, "x")));
        await GivenStreamAsync();
        await RefusedAsync<PutLogEvents>(Invalid, Putting());
        await RefusedAsync<PutLogEvents>(Invalid, Putting(At(1, "later"), At(0, "earlier")));
        await RefusedAsync<PutLogEvents>(Invalid, Putting(At(-90_000, "yesterday"), At(0, "today")));
        await RefusedAsync<PutLogEvents>(Invalid, Putting(At(0, new string('x', 1_048_576))));
    }

    [Test]
    public async Task GetLogEvents_refuses_a_token_that_was_not_given_out()
    {
        await GivenStreamAsync();
        await RefusedAsync<GetLogEvents>(Invalid, Reading(limit: 1, "made up"));
    }

    [Test]
    public async Task FilterLogEvents_searches_all_streams_of_a_group()
    {
        await GivenStreamAsync("a");
        await CallAsync<CreateLogStream>(new { logGroupName = Group, logStreamName = "b" });
        await PutAsync("a", "ERROR one", "INFO two");
        await PutAsync("b", "ERROR three");
        var found = await CallAsync<FilterLogEvents>(new { logGroupName = Group, filterPattern = "ERROR" });
        Assert.That(found.Each("events/*/message"), Is.EquivalentTo(new[] { "ERROR one", "ERROR three" }));
        var ofOne = await CallAsync<FilterLogEvents>(
            new
            {
                logGroupName = Group,
                filterPattern = "ERROR",
                logStreamNames = new[] { "b" },
            }
        );
        Assert.That(ofOne.Each("events/*/message"), Is.EqualTo(new[] { "ERROR three" }));
    }

    [Test]
    public async Task FilterLogEvents_refuses_no_group_a_wrong_pattern_and_both_ways_to_choose_streams()
    {
        await RefusedAsync<FilterLogEvents>(NotThere, new { logGroupName = Group });
        await GivenStreamAsync();
        await RefusedAsync<FilterLogEvents>(Invalid, new { logGroupName = Group, filterPattern = "{ $.a = " });
        await RefusedAsync<FilterLogEvents>(Invalid, new { logGroupName = Group, nextToken = "made up" });
        await RefusedAsync<FilterLogEvents>(
            Invalid,
            new
            {
                logGroupName = Group,
                logStreamNames = new[] { "one" },
                logStreamNamePrefix = "o",
            }
        );
    }

    [Test]
    public async Task There_is_no_live_tail()
    {
        await RefusedAsync<StartLiveTail>("InvalidOperationException", new { logGroupIdentifiers = new[] { Arn } });
    }

    static object Reading(int limit, string? token = null) =>
        new
        {
            logGroupName = Group,
            logStreamName = "one",
            limit,
            startFromHead = true,
            nextToken = token,
        };

    static object Putting(params object[] events) =>
        new
        {
            logGroupName = Group,
            logStreamName = "one",
            logEvents = events,
        };
}
