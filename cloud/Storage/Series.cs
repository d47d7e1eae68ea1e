using System.Collections.Concurrent;
using System.Text.Json;

namespace Classroom.Storage;

/// <summary>Lists by key that only grow at their end, and lose what is old at their beginning.</summary>
sealed class Series<T> : IJournaled where T : class
{
    readonly ConcurrentDictionary<string, List<T>> lists = new(StringComparer.Ordinal);
    readonly Journal journal;
    readonly string name;

    public Series(Journal journal, string name)
    {
        this.journal = journal;
        this.name = name;
        journal.Register(name, this);
    }

    public IEnumerable<string> Keys => lists.Keys;

    /// <summary>What the list holds now; it does not change under the reader.</summary>
    public IReadOnlyList<T> Read(string key)
    {
        if (!lists.TryGetValue(key, out var list)) return [];
        lock (list) return [.. list];
    }

    public int Count(string key) => lists.TryGetValue(key, out var list) ? list.Count : 0;

    public void Append(string key, IReadOnlyList<T> items)
    {
        if (items.Count == 0) return;
        journal.Change(
            lists,
            () =>
            {
                var list = lists.GetOrAdd(key, _ => []);
                lock (list) list.AddRange(items);
                return true;
            },
            writer => WriteAppend(writer, key, items));
    }

    public void Remove(string key)
    {
        if (lists.ContainsKey(key)) journal.Change(lists, () => lists.TryRemove(key, out _), writer => WriteTrim(writer, key, -1));
    }

    /// <summary>Drops so many items from the beginning.</summary>
    public void Trim(string key, int count)
    {
        if (count > 0) journal.Change(lists, () => TrimNow(key, count), writer => WriteTrim(writer, key, count));
    }

    public void Replay(JsonElement change)
    {
        var key = change[1].GetString()!;
        if (change[2].ValueKind == JsonValueKind.Array)
        {
            lists.GetOrAdd(key, _ => []).AddRange(change[2].EnumerateArray().Select(item => item.Deserialize<T>(Stored.Json)!));
            return;
        }
        var count = change[2].GetInt32();
        if (count < 0) lists.TryRemove(key, out _);
        else TrimNow(key, count);
    }

    public void WriteAll(Action<Action<Utf8JsonWriter>> write)
    {
        foreach (var key in lists.Keys)
        {
            var items = Read(key);
            if (items.Count > 0) write(writer => WriteAppend(writer, key, items));
        }
    }

    bool TrimNow(string key, int count)
    {
        if (!lists.TryGetValue(key, out var list)) return false;
        lock (list) list.RemoveRange(0, Math.Min(count, list.Count));
        return true;
    }

    void WriteAppend(Utf8JsonWriter writer, string key, IReadOnlyList<T> items)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(name);
        writer.WriteStringValue(key);
        JsonSerializer.Serialize(writer, items, Stored.Json);
        writer.WriteEndArray();
    }

    void WriteTrim(Utf8JsonWriter writer, string key, int count)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(name);
        writer.WriteStringValue(key);
        writer.WriteNumberValue(count);
        writer.WriteEndArray();
    }
}
