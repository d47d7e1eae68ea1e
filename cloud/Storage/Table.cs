using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Classroom.Storage;

/// <summary>Records by key, in memory and in the journal.</summary>
sealed class Table<T> : IJournaled where T : class
{
    readonly ConcurrentDictionary<string, T> rows = new(StringComparer.Ordinal);
    readonly Journal journal;
    readonly string name;
    readonly JsonTypeInfo<T> shape;

    /// <param name="shape">How a row is read and written; without it, reflection finds out.</param>
    public Table(Journal journal, string name, JsonTypeInfo<T>? shape = null)
    {
        this.journal = journal;
        this.name = name;
        this.shape = shape ?? (JsonTypeInfo<T>)Stored.Json.GetTypeInfo(typeof(T));
        journal.Register(name, this);
    }

    public int Count => rows.Count;

    /// <summary>All of them, in the order of their keys.</summary>
    public IEnumerable<T> All => rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value);

    /// <summary>All of them, in no order: for who sorts or searches himself.</summary>
    public IEnumerable<T> Unordered => rows.Select(row => row.Value);

    public IEnumerable<KeyValuePair<string, T>> Rows => rows.OrderBy(row => row.Key, StringComparer.Ordinal);

    public T? Find(string key) => rows.GetValueOrDefault(key);

    public bool TryFind(string key, [NotNullWhen(true)] out T? row) => rows.TryGetValue(key, out row);

    public bool Has(string key) => rows.ContainsKey(key);

    public T Put(string key, T row)
    {
        journal.Change(
            rows,
            () =>
            {
                rows[key] = row;
                return true;
            },
            writer => WritePut(writer, key, row));
        return row;
    }

    public bool Remove(string key) => rows.ContainsKey(key) && journal.Change(rows, () => rows.TryRemove(key, out _), writer =>
    {
        writer.WriteStartArray();
        writer.WriteStringValue(name);
        writer.WriteStringValue(key);
        writer.WriteEndArray();
    });

    public void Replay(JsonElement change)
    {
        var key = change[1].GetString()!;
        if (change.GetArrayLength() == 2) rows.TryRemove(key, out _);
        else rows[key] = change[2].Deserialize(shape)!;
    }

    public void WriteAll(Action<Action<Utf8JsonWriter>> write)
    {
        foreach (var (key, row) in rows) write(writer => WritePut(writer, key, row));
    }

    void WritePut(Utf8JsonWriter writer, string key, T row)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(name);
        writer.WriteStringValue(key);
        JsonSerializer.Serialize(writer, row, shape);
        writer.WriteEndArray();
    }
}

static class Stored
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
}
