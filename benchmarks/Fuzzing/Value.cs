using System.Globalization;
using System.Text;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>
/// A value of an input, valid or not. Unlike the JSON models of .NET it can hold a repeated name, NaN, or ten thousand levels.
/// </summary>
abstract record Value;

/// <summary>A literal token: a number, true, null, or text that is not valid JSON.</summary>
sealed record Token(string Written) : Value;

sealed record Text(string Content) : Value;

sealed record Items(IReadOnlyList<Value> Values) : Value;

/// <param name="IsFree">Whether the names are free, as in tags and attributes. Forms write such maps in a special format.</param>
sealed record Members(IReadOnlyList<(string Name, Value Value)> Values, bool IsFree = false) : Value
{
    public Value? this[string name] => Values.FirstOrDefault(member => member.Name == name).Value;

    public Members With(string name, Value value) => this with { Values = [.. Values.Where(member => member.Name != name), (name, value)] };
}

/// <summary>Nested lists or nested maps.</summary>
sealed record Deep(int Levels, bool IsMap) : Value;

/// <summary>Writes values as JSON.</summary>
static class JsonText
{
    public static string Of(Value value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    static void Write(StringBuilder text, Value value)
    {
        switch (value)
        {
            case Token token:
                text.Append(token.Written);
                break;
            case Text content:
                Write(text, content.Content);
                break;
            case Deep deep:
                text.Insert(text.Length, deep.IsMap ? "{\"a\":" : "[", deep.Levels)
                    .Append('1')
                    .Insert(text.Length, deep.IsMap ? "}" : "]", deep.Levels);
                break;
            case Items items:
                text.Append('[');
                for (var i = 0; i < items.Values.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Write(text, items.Values[i]);
                }
                text.Append(']');
                break;
            case Members members:
                text.Append('{');
                for (var i = 0; i < members.Values.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Write(text, members.Values[i].Name);
                    text.Append(':');
                    Write(text, members.Values[i].Value);
                }
                text.Append('}');
                break;
        }
    }

    // A lone surrogate is written as an escape, because it cannot be encoded as UTF-8.
    static void Write(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var c in content)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c))
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }
        text.Append('"');
    }
}
