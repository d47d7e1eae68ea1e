using System.Formats.Cbor;
using System.Globalization;
using System.Text;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>Encodes values as forms and as CBOR.</summary>
static class Encodings
{
    public static string Form(string operation, Value input)
    {
        var form = new StringBuilder($"Action={Uri.EscapeDataString(operation)}");
        Add(form, "", input);
        return form.ToString();
    }

    public static byte[] Cbor(Value input)
    {
        if (input is Deep deep)
            return [.. Enumerable.Repeat((byte)0x81, deep.Levels), 0x01];
        var writer = new CborWriter(CborConformanceMode.Lax, allowMultipleRootLevelValues: true);
        Write(writer, input);
        return writer.Encode();
    }

    static void Add(StringBuilder form, string name, Value value)
    {
        switch (value)
        {
            case Members members:
                for (var i = 0; i < members.Values.Count; i++)
                {
                    var (member, inner) = members.Values[i];
                    if (!members.IsFree)
                    {
                        Add(form, Join(name, member), inner);
                        continue;
                    }
                    Add(form, Join(name, $"entry.{i + 1}.key"), new Text(member));
                    Add(form, Join(name, $"entry.{i + 1}.value"), inner);
                }
                break;
            case Items items:
                for (var i = 0; i < items.Values.Count; i++)
                    Add(form, Join(name, $"member.{i + 1}"), items.Values[i]);
                break;
            case Deep deep:
                form.Append('&').Append(name).Insert(form.Length, deep.IsMap ? ".a" : ".member.1", deep.Levels / 10).Append("=1");
                break;
            default:
                form.Append('&')
                    .Append(Uri.EscapeDataString(name))
                    .Append('=')
                    .Append(Uri.EscapeDataString(value is Text text ? text.Content : ((Token)value).Written));
                break;
        }
    }

    static string Join(string name, string member) => name.Length == 0 ? member : $"{name}.{member}";

    static void Write(CborWriter writer, Value value)
    {
        switch (value)
        {
            case Members members:
                writer.WriteStartMap(null);
                foreach (var (name, inner) in members.Values)
                {
                    writer.WriteTextString(Encodable(name));
                    Write(writer, inner);
                }
                writer.WriteEndMap();
                break;
            case Items items:
                writer.WriteStartArray(null);
                foreach (var item in items.Values)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case Deep deep:
                for (var i = 0; i < deep.Levels; i++)
                    writer.WriteStartArray(1);
                writer.WriteInt32(1);
                for (var i = 0; i < deep.Levels; i++)
                    writer.WriteEndArray();
                break;
            case Text text:
                writer.WriteTextString(Encodable(text.Content));
                break;
            case Token token:
                Write(writer, token.Written);
                break;
        }
    }

    static void Write(CborWriter writer, string token)
    {
        if (token == "null")
            writer.WriteNull();
        else if (token is "true" or "false")
            writer.WriteBoolean(token == "true");
        else if (long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            writer.WriteInt64(whole);
        else if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            writer.WriteDouble(number);
        else
            writer.WriteTextString(Encodable(token));
    }

    // The CBOR writer of .NET refuses lone surrogates.
    static string Encodable(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}
