using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.StringSplit(text, separators): each character is a separator; empty parts are left out.</summary>
sealed class StringSplit : Intrinsic
{
    public override string Name => "States.StringSplit";

    public override (int Least, int Most) Arguments => (2, 2);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var separators = TextOf(arguments[1]).ToCharArray();
        // Without separators the text stays whole; String.Split would split at white space.
        var parts = separators.Length == 0 ? new[] { TextOf(arguments[0]) } : TextOf(arguments[0]).Split(separators);
        return JsonArray.Of(parts.Where(part => part.Length > 0).Select(part => (Json)part));
    }
}
