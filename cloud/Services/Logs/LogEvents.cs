using System.Collections.Concurrent;
using System.Globalization;
using Classroom.Cloud.Contracts;
using Classroom.Storage;

namespace Classroom.Cloud.Logs;

/// <summary>An event with its position among all events. Events with the same timestamp are in the order of their arrival.</summary>
sealed record PlacedEvent(LogStream Stream, LogEvent Event, LogPlace Place);

/// <summary>A position in the order of events.</summary>
readonly record struct LogPlace(long Timestamp, long Chunk, int Index) : IComparable<LogPlace>
{
    public static readonly LogPlace First = new(0, 0, -1);

    public static readonly LogPlace Last = new(long.MaxValue, 0, 0);

    public int CompareTo(LogPlace other) => (Timestamp, Chunk, Index).CompareTo((other.Timestamp, other.Chunk, other.Index));

    /// <summary>56 digits, like the tokens and ids of AWS.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(Timestamp, 0, 9_999_999_999_999_999):d16}{Chunk:d20}{Index + 1:d20}");

    public static LogPlace? Parse(string digits) =>
        digits.Length == 56
        && digits.All(char.IsAsciiDigit)
        && long.TryParse(digits.AsSpan(16, 20), NumberStyles.None, CultureInfo.InvariantCulture, out var chunk)
        && int.TryParse(digits.AsSpan(36), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new(long.Parse(digits.AsSpan(0, 16), NumberStyles.None, CultureInfo.InvariantCulture), chunk, index - 1)
            : null;
}

/// <summary>The events of all streams, on disk only. Several successive events form one row, a chunk.</summary>
sealed class LogEvents(Database database)
{
    // The greatest time range of a chunk, in milliseconds. With it a reader knows when no chunk that follows can contain an earlier event.
    const long LongestChunk = 1000;

    const int MostInChunk = 500;

    // The bytes that AWS counts for an event in addition to its message.
    const int BytesOfEvent = 26;

    readonly Archive<LogEvent[]> chunks = new(database, "log_chunks", FoundBy.Owner);

    // A cache of the sizes of streams: adding up all rows takes long if there are many.
    readonly ConcurrentDictionary<string, long> sizes = new(StringComparer.Ordinal);

    /// <summary>Adds events, which must be sorted by time.</summary>
    public void Append(LogStream stream, IReadOnlyList<LogEvent> events) =>
        database.Atomically(() =>
        {
            if (sizes.TryGetValue(stream.Number, out var size))
                sizes[stream.Number] = size + events.Sum(entry => (long)entry.Message.Length + BytesOfEvent);
            for (var from = 0; from < events.Count; )
            {
                var to = from + 1;
                while (
                    to < events.Count
                    && to - from < MostInChunk
                    && events[to].Timestamp - events[from].Timestamp is >= 0 and <= LongestChunk
                )
                    to++;
                chunks.Add([.. events.Skip(from).Take(to - from)], events[from].Timestamp, owner: stream.Number);
                from = to;
            }
        });

    public void Remove(LogStream stream)
    {
        chunks.RemoveOf(stream.Number);
        sizes.TryRemove(stream.Number, out _);
    }

    public void RemoveBefore(LogStream stream, long timestamp)
    {
        chunks.RemoveOf(stream.Number, timestamp - LongestChunk);
        sizes.TryRemove(stream.Number, out _);
    }

    /// <summary>The approximate size of a stream's events.</summary>
    public long Bytes(LogStream stream) => sizes.GetOrAdd(stream.Number, chunks.Size);

    /// <summary>The size of the events of all streams, by the number of the stream.</summary>
    public IEnumerable<(string Stream, long Bytes)> Sizes() => chunks.Sizes();

    public LogEvent? First(LogStream stream) => Read(stream, LogPlace.First, long.MinValue, long.MaxValue).FirstOrDefault()?.Event;

    public LogEvent? Last(LogStream stream) => ReadBack(stream, LogPlace.Last, long.MinValue, long.MaxValue).FirstOrDefault()?.Event;

    /// <summary>Reads events of several streams in ascending order: after a position (excluded), within a range of time.</summary>
    public IEnumerable<PlacedEvent> Read(IEnumerable<LogStream> streams, LogPlace after, long from, long to)
    {
        var next = new PriorityQueue<IEnumerator<PlacedEvent>, LogPlace>();
        foreach (var stream in streams)
            Advance(Read(stream, after, from, to).GetEnumerator());
        while (next.TryDequeue(out var reader, out _))
        {
            yield return reader.Current;
            Advance(reader);
        }

        void Advance(IEnumerator<PlacedEvent> reader)
        {
            if (reader.MoveNext())
                next.Enqueue(reader, reader.Current.Place);
            else
                reader.Dispose();
        }
    }

    /// <summary>Reads events of a stream in ascending order.</summary>
    public IEnumerable<PlacedEvent> Read(LogStream stream, LogPlace after, long from, long to)
    {
        var least = Math.Max(from, after.Timestamp);
        var selection = new Selection
        {
            Owner = stream.Number,
            From = least < long.MinValue + LongestChunk ? long.MinValue : least - LongestChunk,
            To = to,
        };
        return InOrder(
            stream,
            chunks.Read(selection),
            place => place.Timestamp >= from && place.Timestamp < to && place.CompareTo(after) > 0,
            isDescending: false
        );
    }

    /// <summary>Reads events of a stream in descending order: before a position (excluded), within a range of time.</summary>
    public IEnumerable<PlacedEvent> ReadBack(LogStream stream, LogPlace before, long from, long to)
    {
        var selection = new Selection
        {
            Owner = stream.Number,
            From = from < long.MinValue + LongestChunk ? long.MinValue : from - LongestChunk,
            To = Math.Min(to, before.Timestamp == long.MaxValue ? to : before.Timestamp + 1),
            Descending = true,
        };
        return InOrder(
            stream,
            chunks.Read(selection),
            place => place.Timestamp >= from && place.Timestamp < to && place.CompareTo(before) < 0,
            isDescending: true
        );
    }

    static IEnumerable<PlacedEvent> InOrder(
        LogStream stream,
        IEnumerable<Entry<LogEvent[]>> chunks,
        Func<LogPlace, bool> isWanted,
        bool isDescending
    )
    {
        var waiting = new PriorityQueue<PlacedEvent, LogPlace>(
            isDescending ? Comparer<LogPlace>.Create((one, other) => other.CompareTo(one)) : Comparer<LogPlace>.Default
        );
        foreach (var chunk in chunks)
        {
            // No chunk that follows contains an event that must come before these.
            while (
                waiting.TryPeek(out var ready, out _)
                && (isDescending ? ready.Event.Timestamp > chunk.At + LongestChunk : ready.Event.Timestamp < chunk.At)
            )
                yield return waiting.Dequeue();
            for (var i = 0; i < chunk.Value.Length; i++)
            {
                var place = new LogPlace(chunk.Value[i].Timestamp, chunk.Number, i);
                if (isWanted(place))
                    waiting.Enqueue(new(stream, chunk.Value[i], place), place);
            }
        }
        while (waiting.TryDequeue(out var last, out _))
            yield return last;
    }
}
