using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Classroom.StatesLanguage.Data;

/// <summary>Parses JSON text. An exception names the line and the column of the error.</summary>
static class JsonReader
{
    /// <summary>
    /// The maximum depth. Definitions and payloads need less, and every recursive walk over a value of this depth has enough stack. The
    /// saved state of an execution adds levels around its data; therefore the limit of data is lower.
    /// </summary>
    public const int MaxDepth = 1000;

    public static Json Read(string text, int mostDepth = MaxDepth, JsonReading reading = JsonReading.Plain)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Read(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), mostDepth, reading);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public static Json Read(ReadOnlySpan<byte> utf8, int mostDepth = MaxDepth, JsonReading reading = JsonReading.Plain)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = mostDepth });
        try
        {
            reader.Read();
            var value = ReadValue(ref reader, utf8, reading);
            reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            throw new JsonSyntaxException(exception);
        }
        catch (InvalidOperationException)
        {
            throw new JsonSyntaxException("the text is not UTF-8");
        }
    }

    static Json ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, JsonReading reading) =>
        reader.TokenType switch
        {
            // The reader limits the depth; this check protects threads with a small stack.
            JsonTokenType.StartObject or JsonTokenType.StartArray when !RuntimeHelpers.TryEnsureSufficientExecutionStack() =>
                throw new JsonSyntaxException("the text is nested too deeply"),
            JsonTokenType.StartObject => ReadObject(ref reader, source, reading),
            JsonTokenType.StartArray => ReadArray(ref reader, source, reading),
            JsonTokenType.String => new JsonString(ReadText(ref reader)),
            JsonTokenType.Number => ReadNumber(ref reader, reading),
            JsonTokenType.True => JsonBoolean.True,
            JsonTokenType.False => JsonBoolean.False,
            _ => Json.Null,
        };

    static string ReadText(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : reader.GetString()!;

    /// <summary>
    /// Unescapes a string without Utf8JsonReader, because AWS accepts half a surrogate pair as a character and Utf8JsonReader does not.
    /// </summary>
    static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder();
        for (var at = 0; at < escaped.Length; )
        {
            var next = escaped[at..].IndexOf((byte)'\\');
            var plain = next < 0 ? escaped[at..] : escaped.Slice(at, next);
            text.Append(Encoding.UTF8.GetString(plain));
            at += plain.Length;
            if (next < 0)
                break;
            var code = escaped[at + 1];
            text.Append(
                code switch
                {
                    (byte)'b' => '\b',
                    (byte)'f' => '\f',
                    (byte)'n' => '\n',
                    (byte)'r' => '\r',
                    (byte)'t' => '\t',
                    (byte)'u' => (char)ushort.Parse(escaped.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    _ => (char)code,
                }
            );
            at += code == (byte)'u' ? 6 : 2;
        }
        return text.ToString();
    }

    static JsonObject ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, JsonReading reading)
    {
        var start = (int)reader.TokenStartIndex;
        var made = new JsonObject(4);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadText(ref reader);
            if (reading == JsonReading.Strict && made.Has(name))
                throw new JsonSyntaxException($"the member '{name}' is there twice");
            reader.Read();
            made.Set(name, ReadValue(ref reader, source, reading));
        }
        KeepText(made, ref reader, source, start, reading);
        return made;
    }

    static JsonArray ReadArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, JsonReading reading)
    {
        var start = (int)reader.TokenStartIndex;
        var made = new JsonArray(4);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            made.Add(ReadValue(ref reader, source, reading));
        KeepText(made, ref reader, source, start, reading);
        return made;
    }

    static void KeepText(Json made, ref Utf8JsonReader reader, ReadOnlySpan<byte> source, int start, JsonReading reading)
    {
        if (reading == JsonReading.WithTexts)
            made.KeepText(Encoding.UTF8.GetString(source[start..(int)reader.BytesConsumed]));
    }

    static JsonNumber ReadNumber(ref Utf8JsonReader reader, JsonReading reading)
    {
        var value = reader.GetDouble();
        if (reading == JsonReading.Strict && double.IsInfinity(value))
            throw new JsonSyntaxException("a number is too large");
        // Integers have no negative zero.
        if (reader.ValueSpan.SequenceEqual("-0"u8))
            return new(0);
        // An integer prints as it was read; other numbers keep their text.
        return reader.ValueSpan.Length < 16 && value == Math.Floor(value) && !reader.ValueSpan.ContainsAny("-.eE"u8)
            ? new(value)
            : new(value, Encoding.UTF8.GetString(reader.ValueSpan));
    }
}

enum JsonReading
{
    Plain,

    /// <summary>Refuses repeated members of objects, and numbers too large for a double.</summary>
    Strict,

    /// <summary>Each array and each object keeps the text that it was read from.</summary>
    WithTexts,
}

/// <summary>A text that is not valid JSON.</summary>
public sealed class JsonSyntaxException : Exception
{
    internal JsonSyntaxException(string message)
        : base(message) => Problem = message;

    internal JsonSyntaxException(JsonException cause)
        : base($"line {cause.LineNumber + 1}, column {cause.BytePositionInLine + 1}: {ProblemOf(cause)}", cause)
    {
        (Line, Column, Problem) = ((int)(cause.LineNumber ?? 0) + 1, (int)(cause.BytePositionInLine ?? 0) + 1, ProblemOf(cause));
    }

    public int Line { get; } = 1;

    public int Column { get; } = 1;

    /// <summary>The error without its position.</summary>
    public string Problem { get; }

    /// <summary>The problem in the words of AWS's parser, as far as they are known.</summary>
    public string ProblemIn(string text) =>
        WordIn(text) is var (word, _)
            ? $"Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
        : CharacterIn(text) is { } found && IsInFrontOfName(text)
            ? $"Unexpected character ('{found}' (code {(int)found})): was expecting double-quote to start field name"
        : Problem;

    /// <summary>The word at the syntax error and the column after the word; null where the error is at another character.</summary>
    internal (string Word, int End)? WordIn(string text)
    {
        var line = LineOf(text);
        var start = Math.Min(Column - 1, Math.Max(line.Length - 1, 0));
        while (start > 0 && char.IsLetterOrDigit(line[start - 1]))
            start--;
        var end = start;
        while (end < line.Length && char.IsLetterOrDigit(line[end]))
            end++;
        return end > start && char.IsLetter(line[start]) ? (line[start..end], end + 1) : null;
    }

    char? CharacterIn(string text) => Column <= LineOf(text).Length ? LineOf(text)[Column - 1] : null;

    /// <summary>The error is where an object begins or goes on.</summary>
    bool IsInFrontOfName(string text)
    {
        var before = LineOf(text).AsSpan(0, Column - 1).TrimEnd();
        return before.Length > 0 && before[^1] == '{';
    }

    string LineOf(string text) => text.Split('\n').ElementAtOrDefault(Line - 1) ?? "";

    static string ProblemOf(JsonException cause) => cause.Message.Split(" LineNumber:")[0];
}
