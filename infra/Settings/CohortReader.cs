using System.Text.Json;

namespace Classroom.Settings;

/// <summary>Reads the keys that split a large class into cohorts, each with a stack of its own.</summary>
sealed class CohortReader(Mistakes mistakes)
{
    /// <summary>Of the class: how many students a cohort gets before the next one begins.</summary>
    public const string SizeKey = "cohortSize";

    /// <summary>Of a student: the student's cohort. Of the class: the cohort of which this stack has the students.</summary>
    public const string Key = "cohort";

    const int Most = 999;

    readonly ValueReader values = new(mistakes);
    readonly List<Username> without = [];

    /// <summary>Empty, as Pulumi.yaml declares it, means that the class has no cohorts.</summary>
    public int? Size(string path, JsonElement? value) => IsSet(value) ? values.Whole(path, value!.Value, 1, Most) : null;

    public int? OfStack(string path, JsonElement? value, int? size)
    {
        if (!IsSet(value))
            return null;
        if (size is null)
            mistakes.Add(path, ValueReader.Show(value!.Value), $"nothing without {SettingsReader.Namespace}:{SizeKey}");
        return values.Whole(path, value!.Value, 1, Most);
    }

    public int? OfStudent(Username student, string path, JsonElement? value, int? size)
    {
        if (value is not { } given)
        {
            without.Add(student);
            return null;
        }
        if (size is null)
            mistakes.Add(path, ValueReader.Show(given), $"nothing without {SettingsReader.Namespace}:{SizeKey}");
        return values.Whole(path, given, 1, Most);
    }

    /// <summary>
    /// In a class with cohorts, every student's cohort has to be written: if it followed from the order of the roster, a student who leaves
    /// would move others to another stack.
    /// </summary>
    public void Require(string path, int? size)
    {
        if (size is not null && without.Count > 0)
            mistakes.Add(
                path,
                $"without a cohort for {without[0]}{(without.Count == 1 ? "" : $" and {without.Count - 1} more")}",
                "a cohort for every student; `./classroom up` writes it"
            );
    }

    static bool IsSet(JsonElement? value) => value is { } given && !(given.ValueKind == JsonValueKind.String && given.GetString() == "");
}
