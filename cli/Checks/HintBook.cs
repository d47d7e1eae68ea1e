using System.Text.Json;

namespace Classroom.Cli.Checks;

/// <summary>Which hints each student has been given. A file beside the state of the stack.</summary>
sealed class HintBook
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    readonly string file;
    readonly SortedDictionary<string, SortedDictionary<string, int>> given;

    HintBook(string file, SortedDictionary<string, SortedDictionary<string, int>> given) => (this.file, this.given) = (file, given);

    public static HintBook Open(string folder)
    {
        var file = Path.Combine(folder, "hints.json");
        return new(
            file,
            File.Exists(file)
                ? JsonSerializer.Deserialize<SortedDictionary<string, SortedDictionary<string, int>>>(File.ReadAllText(file))!
                : []
        );
    }

    public int GivenTo(string student) => given.GetValueOrDefault(student)?.Values.Sum() ?? 0;

    public int GivenTo(string student, Check check) => given.GetValueOrDefault(student)?.GetValueOrDefault(check.Id) ?? 0;

    /// <summary>The next hint, which is counted; the last one again once all were given.</summary>
    public (string Hint, int Number) Next(string student, Check check)
    {
        var number = Math.Min(GivenTo(student, check) + 1, check.Hints.Count);
        if (!given.TryGetValue(student, out var own))
            given[student] = own = [];
        own[check.Id] = number;
        return (check.Hints[number - 1], number);
    }

    /// <summary>Writes the whole file and then puts it in the place of the old one, so that a killed command loses nothing.</summary>
    public void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.new";
        File.WriteAllText(draft, JsonSerializer.Serialize(given, Indented));
        File.Move(draft, file, overwrite: true);
    }
}
