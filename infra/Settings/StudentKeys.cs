using System.Collections.Immutable;
using System.Text.Json;

namespace Classroom.Settings;

/// <summary>Reads the keys that a class sets and a student can override.</summary>
sealed class StudentKeys(Mistakes mistakes, ImmutableSortedSet<string> knownLabs)
{
    /// <summary>The retention periods that CloudWatch Logs accepts, in days.</summary>
    static readonly int[] RetentionDays =
    [
        1,
        3,
        5,
        7,
        14,
        30,
        60,
        90,
        120,
        150,
        180,
        365,
        400,
        545,
        731,
        1096,
        1827,
        2192,
        2557,
        2922,
        3288,
        3653,
    ];

    static readonly string[] OwnTags = ["Owner", "env", "stage", "student", "lab"];

    const int MostTags = 40;

    readonly ValueReader values = new(mistakes);

    public static IReadOnlyList<string> Names { get; } =
    [
        "labs",
        "logLevel",
        "logRetentionDays",
        "paymentFailureRate",
        "outOfStockRate",
        "transientErrorRate",
        "delayScale",
        "dashboard",
        "access",
        "mode",
        "frozen",
        "expires",
        "whenExpired",
        "budget",
        "tags",
    ];

    public StudentSettings Read(string path, string key, JsonElement value, StudentSettings settings) =>
        key switch
        {
            "labs" => settings with { Labs = Labs(path, value, settings.Labs) },
            "logLevel" => settings with { LogLevel = values.Choice(path, value, settings.LogLevel) },
            "logRetentionDays" => settings with { LogRetentionDays = values.OneOf(path, value, settings.LogRetentionDays, RetentionDays) },
            "paymentFailureRate" => settings with { PaymentFailureRate = values.Number(path, value, settings.PaymentFailureRate, 0, 1) },
            "outOfStockRate" => settings with { OutOfStockRate = values.Number(path, value, settings.OutOfStockRate, 0, 1) },
            "transientErrorRate" => settings with { TransientErrorRate = values.Number(path, value, settings.TransientErrorRate, 0, 1) },
            // Above 5, the slowest handler would exceed its timeout.
            "delayScale" => settings with { DelayScale = values.Number(path, value, settings.DelayScale, 0, 5) },
            "dashboard" => settings with { Dashboard = values.Choice(path, value, settings.Dashboard) },
            "access" => settings with { Access = values.Choice(path, value, settings.Access) },
            "mode" => settings with { Mode = values.Choice(path, value, settings.Mode) },
            "frozen" => settings with { Frozen = values.Flag(path, value, settings.Frozen) },
            "expires" => settings with { Expires = values.Time(path, value, settings.Expires) },
            "whenExpired" => settings with { WhenExpired = values.Choice(path, value, settings.WhenExpired) },
            "budget" => settings with { Budget = values.Number(path, value, settings.Budget, 0, 1_000_000) },
            "tags" => settings with { Tags = Tags(path, value, settings.Tags) },
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "not among Names"),
        };

    ImmutableSortedSet<string> Labs(string path, JsonElement value, ImmutableSortedSet<string> otherwise)
    {
        var allowed = $"a list of {string.Join(", ", knownLabs)}";
        if (value.ValueKind != JsonValueKind.Array)
        {
            mistakes.Add(path, ValueReader.Show(value), allowed);
            return otherwise;
        }
        var labs = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
        {
            if (item.ValueKind != JsonValueKind.String)
                mistakes.Add($"{path}[{index}]", ValueReader.Show(item), allowed);
            else if (!knownLabs.Contains(item.GetString()!))
                mistakes.Add($"{path}[{index}]", NoLab(item.GetString()!), allowed);
            else if (!labs.Add(item.GetString()!))
                mistakes.Add($"{path}[{index}]", ValueReader.Show(item), "each lab once");
        }
        return labs.ToImmutable();
    }

    string NoLab(string given) => Suggestion.For(given, knownLabs) is { Length: > 0 } meant ? $"'{given}'.{meant}" : $"'{given}'";

    ImmutableSortedDictionary<string, string> Tags(string path, JsonElement value, ImmutableSortedDictionary<string, string> otherwise)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, ValueReader.Show(value), "an object with text values");
            return otherwise;
        }
        var tags = otherwise.ToBuilder();
        foreach (var tag in value.EnumerateObject())
        {
            if (
                OwnTags.Contains(tag.Name, StringComparer.OrdinalIgnoreCase)
                || tag.Name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)
                || tag.Name.Length is 0 or > 128
                || !tag.Name.All(ValueReader.IsTagCharacter)
            )
                mistakes.Add(
                    $"{path}.{tag.Name}",
                    "not allowed as the key of a tag",
                    $"1 to 128 letters, digits and _.:/=+-@, not aws:… and none of {string.Join(", ", OwnTags)}"
                );
            else
                tags[tag.Name] = values.Text($"{path}.{tag.Name}", tag.Value, "", 256, "1 to 256 letters, digits, spaces and _.:/=+-@");
        }
        if (tags.Count > MostTags)
            mistakes.Add(path, $"{tags.Count} tags", $"{MostTags} at most: AWS takes 50 on a resource, of which the program sets some");
        return tags.ToImmutable();
    }
}
