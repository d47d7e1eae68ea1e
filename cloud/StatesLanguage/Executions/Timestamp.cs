using System.Globalization;

namespace Classroom.StatesLanguage.Executions;

/// <summary>Moments as Step Functions writes them into context objects and result files.</summary>
static class Timestamp
{
    public static string Of(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
