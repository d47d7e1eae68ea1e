using System.Globalization;

namespace Classroom.Functions;

static class EnvironmentSetting
{
    public static double Number(Func<string, string?> variable, string name, double otherwise)
    {
        var text = variable(name);
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new InvalidOperationException(
                $"environment variable {name} is '{text}'; it must be a number of 0 or more, with a point"
            );
    }

    public static string Text(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? text
            : throw new InvalidOperationException(
                $"environment variable {name} is not set; the program sets it when it makes the function"
            );
}
