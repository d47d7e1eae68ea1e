using System.Globalization;
using System.Text.RegularExpressions;

namespace Classroom.Settings;

/// <summary>The names of the stacks of a class with cohorts: dev is the base stack of dev-cohort-1, dev-cohort-2 and so on.</summary>
static partial class CohortStack
{
    public static string Of(string baseStack, int cohort) => string.Create(CultureInfo.InvariantCulture, $"{baseStack}-cohort-{cohort}");

    /// <summary>The base stack of a cohort's stack; null if the stack is not one of this cohort.</summary>
    public static string? BaseOf(string stack, int cohort) =>
        Parse(stack) is var (baseStack, number) && number == cohort ? baseStack : null;

    /// <summary>The base stack and the cohort that a name stands for; null for the name of another stack.</summary>
    public static (string BaseStack, int Cohort)? Parse(string stack) =>
        Pattern().Match(stack) is { Success: true } match
            ? (match.Groups["base"].Value, int.Parse(match.Groups["cohort"].Value, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex("^(?<base>.+)-cohort-(?<cohort>[1-9][0-9]{0,2})\\z")]
    private static partial Regex Pattern();
}
