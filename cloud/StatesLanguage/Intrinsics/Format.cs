using System.Text;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.Format(template, …): replaces each {} with the next argument.</summary>
sealed class Format : Intrinsic
{
    public override string Name => "States.Format";

    public override (int Least, int Most) Arguments => (1, int.MaxValue);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var template = TextOf(arguments[0]);
        var text = new StringBuilder();
        var next = 1;
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] == '\\' && at + 1 < template.Length && template[at + 1] is '{' or '}' or '\\' or '\'')
            {
                text.Append(template[++at]);
            }
            else if (template[at] == '{' && at + 1 < template.Length && template[at + 1] == '}')
            {
                if (next == arguments.Count)
                    throw new IntrinsicException($"The template has more placeholders than the {arguments.Count - 1} arguments given");
                text.Append(Plain(arguments[next++]));
                at++;
            }
            else
            {
                text.Append(template[at]);
            }
        }
        return next == arguments.Count
            ? text.ToString()
            : throw new IntrinsicException($"The template has {next - 1} placeholders for {arguments.Count - 1} arguments");
    }

    /// <summary>Formats objects and arrays as Java's maps and lists, because Step Functions does.</summary>
    static string Plain(Json value) =>
        value switch
        {
            JsonString text => text.Value,
            JsonObject members => $"{{{string.Join(", ", members.Select(member => $"{member.Key}={Plain(member.Value)}"))}}}",
            JsonArray items => $"[{string.Join(", ", items.Select(Plain))}]",
            _ => value.ToString(),
        };
}
