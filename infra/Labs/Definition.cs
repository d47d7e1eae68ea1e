using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Classroom.Accounts;
using Pulumi;

namespace Classroom.Labs;

/// <summary>The definition of a workflow from the folder of its lab, with placeholders such as <c>${OrderValidator}</c>.</summary>
sealed partial class Definition
{
    static readonly ConcurrentDictionary<string, Definition> Definitions = new();

    readonly string file;
    readonly string text;
    readonly ImmutableSortedSet<string> inFile;

    Definition(string file)
    {
        this.file = file;
        text = Minify(EmbeddedFiles.Read(file));
        inFile = Placeholder().Matches(text).Select(match => match.Groups[1].Value).ToImmutableSortedSet(StringComparer.Ordinal);
    }

    public static Definition Read(string file) => Definitions.GetOrAdd(file, name => new(name));

    /// <summary>Replaces the placeholders. Throws if the given names differ from the placeholders in the file.</summary>
    public Output<string> Fill(Dictionary<string, Input<string>> placeholders, AwsAccount account)
    {
        var given = new SortedDictionary<string, Input<string>>(placeholders, StringComparer.Ordinal);
        if (inFile.Contains("Partition"))
            given["Partition"] = account.Partition;
        if (!inFile.SetEquals(given.Keys))
            throw new InvalidOperationException(
                $"{file} has the placeholders {string.Join(", ", inFile)}; the program fills {string.Join(", ", given.Keys)}"
            );

        var names = given.Keys.ToArray();
        return Output
            .All(given.Values)
            .Apply(values =>
            {
                var filled = names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
                return Placeholder()
                    .Replace(text, match => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(filled[match.Groups[1].Value]));
            });
    }

    /// <summary>Removes white space, because AWS stores the definition without it and the provider compares the texts.</summary>
    static string Minify(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, EmbeddedFiles.Plain);
    }

    [GeneratedRegex(@"\$\{([A-Za-z]+)\}")]
    private static partial Regex Placeholder();
}
