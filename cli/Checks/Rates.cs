using System.Globalization;

namespace Classroom.Cli.Checks;

/// <summary>The failure rates of the class, as the functions of a student have them in their environment.</summary>
static class Rates
{
    /// <summary>The sentence if the rate is 0; null if failures happen, or if the function has no such setting.</summary>
    public static async Task<string?> ObstacleAsync(StudentAccount student, string function, string variable, string sentence)
    {
        var view = await student.FunctionAsync(function).ConfigureAwait(false);
        return
            view?.Environment?.Variables.GetValueOrDefault(variable) is { } text
            && double.TryParse(text, CultureInfo.InvariantCulture, out var rate)
            && rate == 0
            ? $"{sentence} ({variable} is 0)"
            : null;
    }
}
