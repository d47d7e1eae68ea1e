using System.Collections.Immutable;
using System.Text.Json;

namespace Classroom.Settings;

/// <summary>Converts the configuration of the stack into settings, or throws one exception with all mistakes.</summary>
sealed class SettingsReader
{
    public const string Namespace = "classroom";

    static readonly string[] ClassKeys =
    [
        "className",
        "owner",
        "stage",
        "alarmTopicArn",
        "checks",
        CohortReader.SizeKey,
        CohortReader.Key,
        "students",
    ];

    /// <summary>What a roster says of a person, which changes no resource.</summary>
    public static IReadOnlyList<string> PersonKeys { get; } = ["name", "email"];

    /// <summary>What an entry of the roster may say beside the username.</summary>
    static IEnumerable<string> OwnKeys => [.. PersonKeys, CohortReader.Key, .. StudentKeys.Names];

    const int LongestName = 200;

    readonly Mistakes mistakes = new();
    readonly StudentKeys studentKeys;
    readonly ValueReader values;
    readonly CohortReader cohorts;
    readonly Func<string, string?> config;
    readonly KnownLabs labs;

    SettingsReader(Func<string, string?> config, KnownLabs labs)
    {
        this.config = config;
        this.labs = labs;
        studentKeys = new(mistakes, labs.Names);
        values = new(mistakes);
        cohorts = new(mistakes);
        Defaults = new() { Labs = labs.Names };
    }

    StudentSettings Defaults { get; }

    /// <param name="config">Returns the value of a key of the stack, or null.</param>
    /// <param name="givenKeys">All keys that the stack sets in our namespace, where known. An unknown key is a typing error.</param>
    public static ClassSettings Read(Func<string, string?> config, IEnumerable<string> givenKeys, KnownLabs labs) =>
        new SettingsReader(config, labs).Read(givenKeys);

    ClassSettings Read(IEnumerable<string> givenKeys)
    {
        string[] known = [.. ClassKeys, .. StudentKeys.Names];
        foreach (var key in givenKeys.Where(key => !known.Contains(key)))
            mistakes.Add(
                Path(key),
                $"not a setting of this program.{Suggestion.For(key, known)}".TrimEnd('.'),
                string.Join(", ", known.Order(StringComparer.Ordinal))
            );

        var className = ClassName();
        var owner = Text("owner", "instructor", 256);
        var stage = Text("stage", "dev", 64);
        var topic = AlarmTopic();
        var forAll = StudentKeys.Names.Aggregate(
            Defaults,
            (settings, key) => Element(key) is { } value ? studentKeys.Read(Path(key), key, value, settings) : settings
        );
        var grading = Element("checks") is { } checks ? GradingSettings.Read(Path("checks"), checks, mistakes) : GradingSettings.Usual;
        var size = cohorts.Size(Path(CohortReader.SizeKey), Element(CohortReader.SizeKey));
        var cohort = cohorts.OfStack(Path(CohortReader.Key), Element(CohortReader.Key), size);
        var students = Roster(forAll, size);
        HandsOnRules.Check(Path("mode"), students, labs, mistakes);
        cohorts.Require(Path("students"), size);
        mistakes.ThrowIfAny();
        return new(className, owner, stage, topic, forAll.Dashboard, students)
        {
            Grading = grading,
            Mode = forAll.Mode,
            CohortSize = size,
            Cohort = cohort,
        };
    }

    ImmutableArray<Student> Roster(StudentSettings forAll, int? cohortSize)
    {
        const string allowed = "a list of usernames, or of objects with a username and what differs for that student";
        if (Element("students") is not { } roster)
        {
            mistakes.Add(Path("students"), "not set", allowed);
            return [];
        }
        if (roster.ValueKind != JsonValueKind.Array || roster.GetArrayLength() == 0)
        {
            mistakes.Add(Path("students"), ValueReader.Show(roster), $"{allowed}, one at least");
            return [];
        }
        var students = new SortedDictionary<Username, Student>();
        foreach (var (entry, index) in roster.EnumerateArray().Select((entry, index) => (entry, index)))
        {
            if (ReadStudent($"{Path("students")}[{index}]", entry, forAll, cohortSize) is not { } student)
                continue;
            if (!students.TryAdd(student.Username, student))
                mistakes.Add($"{Path("students")}[{index}]", $"'{student.Username}', a duplicate", "each username once");
        }
        return [.. students.Values];
    }

    Student? ReadStudent(string path, JsonElement entry, StudentSettings forAll, int? cohortSize)
    {
        var isObject = entry.ValueKind == JsonValueKind.Object;
        var name =
            !isObject ? entry
            : entry.TryGetProperty("username", out var given) ? given
            : default;
        // A number says little about a list of thirty.
        var called = isObject && name.ValueKind == JsonValueKind.String ? $"{path} ({name.GetString()})" : path;
        var settings = isObject ? Override(called, entry, forAll) : forAll;
        var own = isObject && entry.TryGetProperty(CohortReader.Key, out var chosen) ? chosen : (JsonElement?)null;
        if (name.ValueKind == JsonValueKind.String && Username.TryParse(name.GetString(), out var username))
            return new(username, settings, cohorts.OfStudent(username, $"{called}.{CohortReader.Key}", own, cohortSize));
        var namePath = isObject ? $"{path}.username" : path;
        mistakes.Add(namePath, name.ValueKind == JsonValueKind.Undefined ? "not set" : ValueReader.Show(name), Username.Rule);
        return null;
    }

    StudentSettings Override(string path, JsonElement entry, StudentSettings forAll)
    {
        var settings = forAll;
        foreach (var property in entry.EnumerateObject().Where(property => property.Name is not ("username" or CohortReader.Key)))
        {
            var own = $"{path}.{property.Name}";
            if (StudentKeys.Names.Contains(property.Name))
                settings = studentKeys.Read(own, property.Name, property.Value, settings);
            else if (PersonKeys.Contains(property.Name))
                CheckPerson(own, property.Value);
            else
                mistakes.Add(
                    own,
                    $"not a setting of a student.{Suggestion.For(property.Name, OwnKeys)}".TrimEnd('.'),
                    $"username, {string.Join(", ", OwnKeys)}"
                );
        }
        return settings;
    }

    /// <summary>Who the student is: for hand-outs and reports; nothing on AWS has these words.</summary>
    void CheckPerson(string path, JsonElement value)
    {
        if (
            value.ValueKind != JsonValueKind.String
            || value.GetString() is not { Length: > 0 and <= LongestName } text
            || text.Any(char.IsControl)
        )
            mistakes.Add(path, ValueReader.Show(value), $"1 to {LongestName} characters");
    }

    string Text(string key, string otherwise, int longest) =>
        Element(key) is { } value
            ? values.Text(Path(key), value, otherwise, longest, $"1 to {longest} letters, digits, spaces and _.:/=+-@")
            : otherwise;

    /// <summary>
    /// Reads the name of the class. It must be short: with account and region it becomes a bucket name of at most 63 characters.
    /// </summary>
    string ClassName()
    {
        var text = config("className") ?? "classroom";
        if (
            text.Length is >= 2 and <= 24
            && char.IsAsciiLetterLower(text[0])
            && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
            && text[^1] != '-'
        )
            return text;
        mistakes.Add(
            Path("className"),
            $"'{text}'",
            "2 to 24 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen"
        );
        return "classroom";
    }

    string? AlarmTopic()
    {
        // Pulumi asks for a value of every declared setting; an empty value means no topic.
        if (string.IsNullOrEmpty(config("alarmTopicArn")) || Element("alarmTopicArn") is not { } value)
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (text.Split(':') is ["arn", _, "sns", _, { Length: 12 } account, { Length: > 0 }] && account.All(char.IsAsciiDigit))
            return text;
        mistakes.Add(Path("alarmTopicArn"), ValueReader.Show(value), "the ARN of an SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME");
        return null;
    }

    /// <summary>The value of a key as JSON; a value that is not valid JSON is a text.</summary>
    JsonElement? Element(string key)
    {
        if (config(key) is not { } text)
            return null;
        if (key is "students" or "labs" or "tags" or "checks")
        {
            try
            {
                return JsonSerializer.Deserialize<JsonElement>(text);
            }
            catch (JsonException)
            {
                // The text stays a string, and the reader of the key reports what is allowed.
            }
        }
        return JsonSerializer.SerializeToElement(text);
    }

    static string Path(string key) => $"{Namespace}:{key}";
}
