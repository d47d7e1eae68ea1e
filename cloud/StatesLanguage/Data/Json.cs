using System.Diagnostics.CodeAnalysis;
using System.Text;
using Classroom.Languages;

namespace Classroom.StatesLanguage.Data;

/// <summary>
/// An immutable JSON value. States share values instead of copying them: a thousand events of a history may refer to one input.
/// </summary>
public abstract class Json : IEquatable<Json>
{
    int size;
    int textSize;
    int depth;

    private protected Json() { }

    public static Json Null => JsonNull.Instance;

    /// <summary>The number of UTF-8 bytes of the value as it is written, which AWS's limits count.</summary>
    public int Size =>
        Verbatim is not { } text ? CompactSize
        : textSize == 0 ? textSize = Encoding.UTF8.GetByteCount(text)
        : textSize;

    /// <summary>The number of UTF-8 bytes of the value as compact JSON: its part in the size of the value around it.</summary>
    internal int CompactSize => size == 0 ? size = Measure() : size;

    /// <summary>The depth of the nesting: 1 for a value that contains no other.</summary>
    internal int Depth => depth == 0 ? depth = MeasureDepth() : depth;

    /// <summary>
    /// The text that the value was read from, with its white space, if the value must be written in exactly that form. Within another
    /// value it is written compactly.
    /// </summary>
    internal string? Verbatim { get; private set; }

    public static Json Parse(string text) => JsonReader.Read(text);

    /// <summary>
    /// Parses the payload of a caller. While the value stays unchanged, it is written exactly as the caller wrote it, as Step Functions
    /// does with inputs and results.
    /// </summary>
    public static Json ParseVerbatim(string text)
    {
        var value = JsonReader.Read(text, LanguageLimits.Payload.Depth);
        value.KeepText(text.Trim());
        return value;
    }

    /// <summary>Parses the input of a tested state: what a path selects from it is written exactly as the caller wrote it, too.</summary>
    public static Json ParseWithTexts(string text) => JsonReader.Read(text, LanguageLimits.Payload.Depth, JsonReading.WithTexts);

    /// <summary>Parses a text in which no object may have a member twice, and every number must fit into a double.</summary>
    internal static Json ParseStrict(string text) => JsonReader.Read(text, reading: JsonReading.Strict);

    /// <summary>
    /// The array of the outputs of branches or iterations. Step Functions joins their texts: an output that was passed on character by
    /// character is written so within the array too.
    /// </summary>
    internal static JsonArray OfOutputs(params Json[] outputs)
    {
        var made = new JsonArray(outputs);
        if (Array.Exists(outputs, output => output.Verbatim is not null))
            made.KeepText($"[{string.Join(',', outputs.Select(output => output.ToString()))}]");
        return made;
    }

    public static Json Parse(ReadOnlySpan<byte> utf8) => JsonReader.Read(utf8);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Json?(string? value) => value is null ? null : new JsonString(value);

    public static implicit operator Json(bool value) => JsonBoolean.Of(value);

    public static implicit operator Json(double value) => new JsonNumber(value);

    public static bool operator ==(Json? left, Json? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Json? left, Json? right) => !(left == right);

    public abstract bool Equals(Json? other);

    public sealed override bool Equals(object? obj) => Equals(obj as Json);

    public abstract override int GetHashCode();

    /// <summary>Compact JSON.</summary>
    public sealed override string ToString() => JsonWriter.Write(this);

    public string ToIndentedString() => JsonWriter.WriteIndented(this);

    private protected abstract int Measure();

    private protected virtual int MeasureDepth() => 1;

    private protected static int DepthAround(ReadOnlySpan<Json> inside)
    {
        var deepest = 0;
        foreach (var value in inside)
        {
            if (value is JsonArray or JsonObject)
                deepest = Math.Max(deepest, value.Depth);
        }
        return deepest + 1;
    }

    /// <summary>Clears the cached size and depth, because the value changes while it is built.</summary>
    private protected void Changed() => size = depth = 0;

    /// <summary>Adds sizes; a sum that does not fit becomes the largest integer.</summary>
    private protected static int Clamp(long size) => (int)Math.Min(size, int.MaxValue);

    // Only for values that were just parsed and are not shared yet. The few shared constants have only one text anyway.
    internal void KeepText(string text)
    {
        if (this is JsonObject or JsonArray)
            Verbatim = text;
    }
}

public sealed class JsonNull : Json
{
    internal static JsonNull Instance { get; } = new();

    public override bool Equals(Json? other) => other is JsonNull;

    public override int GetHashCode() => 0;

    private protected override int Measure() => 4;
}

public sealed class JsonBoolean : Json
{
    JsonBoolean(bool value) => Value = value;

    public static JsonBoolean True { get; } = new(true);

    public static JsonBoolean False { get; } = new(false);

    public bool Value { get; }

    public static JsonBoolean Of(bool value) => value ? True : False;

    public override bool Equals(Json? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 2;

    private protected override int Measure() => Value ? 4 : 5;
}

public sealed class JsonString(string value) : Json
{
    public static JsonString Empty { get; } = new("");

    public string Value => value;

    public override bool Equals(Json? other) => other is JsonString text && text.Value == value;

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    private protected override int Measure() => JsonWriter.SizeOf(value);
}
