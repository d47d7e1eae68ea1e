using System.Text;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.Base64Encode(text); the text has at most 10,000 characters.</summary>
sealed class Base64Encode : Intrinsic
{
    public const int MostCharacters = 10_000;

    public override string Name => "States.Base64Encode";

    public override (int Least, int Most) Arguments => (1, 1);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Limited(TextOf(arguments[0]))));

    public static string Limited(string text) =>
        text.Length <= MostCharacters
            ? text
            : throw new IntrinsicException($"The text has {text.Length} characters; at most {MostCharacters} are allowed");
}
