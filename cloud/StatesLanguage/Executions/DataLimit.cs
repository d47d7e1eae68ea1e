using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Executions;

/// <summary>
/// What a value may grow to while a workflow builds it. Parts that many share count as often as they would be written, and so do levels:
/// all that
/// prints, compares or copies a value calls itself once for each of them.
/// </summary>
static class DataLimit
{
    /// <summary>A value that leaves a state may have 262,144 bytes; on the way there it may be larger.</summary>
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
