using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.StringToJson(text): an empty text returns null.</summary>
sealed class StringToJson : Intrinsic
{
    public override string Name => "States.StringToJson";

    public override (int Least, int Most) Arguments => (1, 1);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var text = TextOf(arguments[0]);
        try
        {
            return string.IsNullOrWhiteSpace(text) ? Json.Null : Json.Parse(text);
        }
        catch (JsonSyntaxException exception)
        {
            throw new IntrinsicException($"{Describe(arguments[0])} is not JSON: {exception.Message}");
        }
    }
}
