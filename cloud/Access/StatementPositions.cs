using System.Text;
using System.Text.Json;

namespace Classroom.Access;

/// <summary>A place in a text; lines and columns are counted from 1.</summary>
public sealed record TextPosition(int Line, int Column);

/// <summary>
/// The places of the statements of a policy, as IAM's simulator counts them: a statement begins behind the bracket or comma before it
/// (or behind its own brace, if Statement is not a list), and ends behind its last brace.
/// </summary>
public static class StatementPositions
{
    /// <param name="policy">A text that has been read as a policy.</param>
    public static IReadOnlyList<(TextPosition Start, TextPosition End)> Of(string policy)
    {
        var utf8 = Encoding.UTF8.GetBytes(policy);
        var found = new List<(TextPosition, TextPosition)>();
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isStatement = reader.ValueTextEquals("Statement"u8);
            reader.Read();
            if (!isStatement)
            {
                reader.Skip();
                continue;
            }
            // Of a repeated name the last value counts.
            found.Clear();
            if (reader.TokenType == JsonTokenType.StartObject)
                found.Add((Behind(utf8, (int)reader.TokenStartIndex), EndOf(utf8, ref reader)));
            else
                ReadList(utf8, ref reader, found);
        }
        return found;
    }

    static void ReadList(byte[] utf8, ref Utf8JsonReader reader, List<(TextPosition, TextPosition)> found)
    {
        var before = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (found.Count > 0)
                before = Array.LastIndexOf(utf8, (byte)',', (int)reader.TokenStartIndex);
            found.Add((Behind(utf8, before), EndOf(utf8, ref reader)));
        }
    }

    static TextPosition EndOf(byte[] utf8, ref Utf8JsonReader reader)
    {
        reader.Skip();
        return Behind(utf8, (int)reader.TokenStartIndex);
    }

    static TextPosition Behind(byte[] utf8, int index)
    {
        var before = Encoding.UTF8.GetString(utf8, 0, index + 1);
        var line = before.LastIndexOf('\n') + 1;
        return new(before.Count(character => character == '\n') + 1, before.Length - line + 1);
    }
}
