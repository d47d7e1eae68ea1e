using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Errors;

/// <summary>
/// The maximum size of a value that a workflow builds. A part that is shared several times counts several times, as in the written value.
/// The depth is limited too, because printing, comparing and copying are recursive.
/// </summary>
static class DataLimit
{
    /// <summary>AWS's limit of 262,144 bytes holds only for the output of a state; intermediate values may be larger.</summary>
    const int MostBytes = 16 * 1024 * 1024;

    public static int MostDepth => LanguageLimits.Payload.Depth;

    public static bool Allows(Json value) => value.Size <= MostBytes && value.Depth <= MostDepth;

    public static T Check<T>(T made)
        where T : Json => Allows(made) ? made : throw new StatesException(StatesErrors.DataLimitExceeded, Describe(made));

    static string Describe(Json value) =>
        value.Size > MostBytes
            ? $"A value that the state builds has more than {MostBytes} bytes."
            : $"A value that the state builds is nested {value.Depth} levels deep; at most {MostDepth} are allowed.";
}
