using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>Writes outputs as XML: list items as member elements, map entries as entry elements, times in ISO 8601.</summary>
static class XmlShape
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static void Write(XmlWriter writer, object output)
    {
        foreach (
            var property in Properties.GetOrAdd(
                output.GetType(),
                static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            )
        )
        {
            if (property.GetValue(output) is { } value)
                Write(writer, property.Name, value);
        }
    }

    static void Write(XmlWriter writer, string name, object value)
    {
        writer.WriteStartElement(name);
        WriteContent(writer, value);
        writer.WriteEndElement();
    }

    static void WriteContent(XmlWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(Printable(text));
                break;
            case bool flag:
                writer.WriteString(flag ? "true" : "false");
                break;
            case DateTimeOffset time:
                writer.WriteString(Time(time));
                break;
            case IReadOnlyDictionary<string, string> map:
                foreach (var (key, entry) in map)
                {
                    writer.WriteStartElement("entry");
                    writer.WriteElementString("key", Printable(key));
                    writer.WriteElementString("value", Printable(entry));
                    writer.WriteEndElement();
                }
                break;
            case IEnumerable list:
                foreach (var item in list)
                {
                    if (item is not null)
                        Write(writer, "member", item);
                }
                break;
            case IFormattable number when value.GetType().IsPrimitive || value is decimal:
                writer.WriteString(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                Write(writer, value);
                break;
        }
    }

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString(
            time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture
        );

    /// <summary>Replaces the characters that XML 1.0 does not allow with the replacement character.</summary>
    public static string Printable(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            printable.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return printable.ToString();
    }
}
