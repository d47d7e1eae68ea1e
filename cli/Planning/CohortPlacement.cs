using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Settings;

namespace Classroom.Cli.Planning;

/// <summary>
/// Gives a cohort to the students of a class with cohorts who have none yet: the first cohort that is not full. The others stay where they
/// are.
/// </summary>
static class CohortPlacement
{
    public const string Size = $"{SettingsReader.Namespace}:{CohortReader.SizeKey}";
    const string Roster = $"{SettingsReader.Namespace}:students";

    /// <summary>The cohorts that are missing in a configuration, by username.</summary>
    public static IReadOnlyDictionary<string, int> Missing(IReadOnlyDictionary<string, string> config)
    {
        var placed = new Dictionary<string, int>(StringComparer.Ordinal);
        if (SizeOf(config) is not { } size || StudentsOf(config) is not { } students)
            return placed;
        var members = students.Select(CohortOf).OfType<int>().CountBy(cohort => cohort).ToDictionary();
        var first = 1;
        foreach (
            var username in students.Where(student => CohortOf(student) is null && !HasCohort(student)).Select(NameOf).OfType<string>()
        )
        {
            while (members.GetValueOrDefault(first) >= size)
                first++;
            members[first] = members.GetValueOrDefault(first) + 1;
            placed[username] = first;
        }
        return placed;
    }

    /// <summary>The configuration with a cohort for every student; mistakes in it are left for the program to report.</summary>
    public static IReadOnlyDictionary<string, string> Fill(IReadOnlyDictionary<string, string> config)
    {
        if (Missing(config) is not { Count: > 0 } missing)
            return config;
        var students = StudentsOf(config)!;
        foreach (var (student, index) in students.Select((student, index) => (student, index)).ToList())
        {
            if (NameOf(student) is not { } username || !missing.TryGetValue(username, out var cohort))
                continue;
            if (student is JsonObject known)
                known[CohortReader.Key] = cohort;
            else
                students[index] = new JsonObject { ["username"] = username, [CohortReader.Key] = cohort };
        }
        return new Dictionary<string, string>(config, StringComparer.Ordinal) { [Roster] = students.ToJsonString() };
    }

    static int? SizeOf(IReadOnlyDictionary<string, string> config) =>
        int.TryParse(config.GetValueOrDefault(Size), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : null;

    static JsonArray? StudentsOf(IReadOnlyDictionary<string, string> config)
    {
        try
        {
            return config.TryGetValue(Roster, out var text) ? JsonNode.Parse(text) as JsonArray : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? NameOf(JsonNode? student)
    {
        var name = student is JsonObject own ? own["username"] : student;
        return name is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    static bool HasCohort(JsonNode? student) => student is JsonObject own && own.ContainsKey(CohortReader.Key);

    static int? CohortOf(JsonNode? student) =>
        student is JsonObject own
        && own[CohortReader.Key] is JsonValue value
        && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var cohort)
            ? cohort
            : null;
}
