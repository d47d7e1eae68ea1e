using System.Runtime.CompilerServices;
using System.Text;

namespace Classroom.StatesLanguage.Data;

/// <summary>Writes JSON as AWS does: compact, with only the escapes that JSON requires.</summary>
static class JsonWriter
{
    public static string Write(Json value)
    {
        if (value.Verbatim is { } verbatim)
            return verbatim;
        var text = new StringBuilder();
        WriteValue(text, value, indent: -1);
        return text.ToString();
    }

    public static string WriteIndented(Json value)
    {
        var text = new StringBuilder();
        WriteValue(text, value, indent: 0);
        return text.ToString();
    }

    /// <summary>The number of UTF-8 bytes of a text as a JSON string, with quotes and escapes.</summary>
    public static int SizeOf(string value)
    {
        var size = 2;
        foreach (var c in value)
        {
            size += c switch
            {
                '"' or '\\' or '\b' or '\f' or '\n' or '\r' or '\t' => 2,
                < ' ' => 6,
                < '\u0080' => 1,
                < '\u0800' => 2,
                // A surrogate pair takes four bytes, two for each half.
                >= '\uD800' and <= '\uDFFF' => 2,
                _ => 3,
            };
        }
        return size;
    }

    public static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        var from = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is >= ' ' and not ('"' or '\\'))
                continue;
            text.Append(value, from, i - from);
            from = i + 1;
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ => text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
            };
        }
        text.Append(value, from, value.Length - from).Append('"');
    }

    static void WriteValue(StringBuilder text, Json value, int indent)
    {
        // Builders limit the depth of values; this check protects threads with a small stack.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case JsonObject members:
                WriteObject(text, members, indent);
                break;
            case JsonArray items:
                WriteArray(text, items, indent);
                break;
            case JsonString content:
                WriteString(text, content.Value);
                break;
            case JsonNumber number:
                text.Append(number.Text);
                break;
            case JsonBoolean flag:
                text.Append(flag.Value ? "true" : "false");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    static void WriteObject(StringBuilder text, JsonObject members, int indent)
    {
        text.Append('{');
        var inner = indent < 0 ? indent : indent + 1;
        var names = members.Names;
        var values = members.Values;
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            NewLine(text, inner);
            WriteString(text, names[i]);
            text.Append(indent < 0 ? ":" : ": ");
            WriteValue(text, values[i], inner);
        }
        if (members.Count > 0)
            NewLine(text, indent);
        text.Append('}');
    }

    static void WriteArray(StringBuilder text, JsonArray items, int indent)
    {
        text.Append('[');
        var inner = indent < 0 ? indent : indent + 1;
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            NewLine(text, inner);
            WriteValue(text, items[i], inner);
        }
        if (items.Count > 0)
            NewLine(text, indent);
        text.Append(']');
    }

    static void NewLine(StringBuilder text, int indent)
    {
        if (indent >= 0)
            text.Append('\n').Append(' ', indent * 2);
    }
}
