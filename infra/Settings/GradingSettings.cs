using System.Collections.Immutable;
using System.Text.Json;

namespace Classroom.Settings;

/// <summary>How `./classroom check` grades. The program itself creates nothing from it.</summary>
/// <param name="Points">The points of a student who passes every check.</param>
/// <param name="Weights">Weights of checks, by lab/check, lab/* or */check.</param>
sealed record GradingSettings(double Points, ImmutableSortedDictionary<string, double> Weights)
{
    const double MostPoints = 10_000;
    const double MostWeight = 1000;

    public static GradingSettings Usual { get; } = new(100, ImmutableSortedDictionary<string, double>.Empty);

    public static GradingSettings Read(string path, JsonElement value, Mistakes mistakes)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, ValueReader.Show(value), "an object with points and weights");
            return Usual;
        }
        var (values, read) = (new ValueReader(mistakes), Usual);
        foreach (var property in value.EnumerateObject())
            read = property.Name switch
            {
                "points" => read with { Points = values.Number($"{path}.points", property.Value, read.Points, 1, MostPoints) },
                "weights" => read with { Weights = ReadWeights($"{path}.weights", property.Value, mistakes) },
                _ => Refuse(property),
            };
        return read;

        GradingSettings Refuse(JsonProperty property)
        {
            mistakes.Add($"{path}.{property.Name}", "not a setting of checks", "points, weights");
            return read;
        }
    }

    static ImmutableSortedDictionary<string, double> ReadWeights(string path, JsonElement value, Mistakes mistakes)
    {
        var weights = Usual.Weights.ToBuilder();
        if (value.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, ValueReader.Show(value), "an object such as {\"orders/*\": 2, \"*/metrics-arrived\": 0}");
            return Usual.Weights;
        }
        foreach (var weight in value.EnumerateObject())
            if (weight.Name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
                mistakes.Add($"{path}.{weight.Name}", "not the name of a check", "lab/check, lab/* or */check");
            else
                weights[weight.Name] = new ValueReader(mistakes).Number($"{path}.{weight.Name}", weight.Value, 1, 0, MostWeight);
        return weights.ToImmutable();
    }
}
