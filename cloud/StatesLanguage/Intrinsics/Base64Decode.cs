using System.Text;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.Base64Decode(text); the text has at most 10,000 characters.</summary>
sealed class Base64Decode : Intrinsic
{
    public override string Name => "States.Base64Decode";

    public override (int Least, int Most) Arguments => (1, 1);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var text = Base64Encode.Limited(TextOf(arguments[0]));
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new IntrinsicException($"{Describe(arguments[0])} is not Base64");
        }
    }
}
