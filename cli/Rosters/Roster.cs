using System.Globalization;
using System.Text.Json;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Classroom.Cli.Rosters;

/// <summary>A student of the roster: who it is, and the names of the settings that only this student has.</summary>
sealed record Enrolled(string Username, string? Name, string? Email, IReadOnlyList<string> OwnSettings)
{
    /// <summary>As the file says it; null in a class without cohorts, and before `up` has written it.</summary>
    public string? Cohort { get; init; }
}

/// <summary>
/// The students of a settings file. A change touches only the lines of the students concerned; comments, order and layout stay.
/// </summary>
sealed class Roster
{
    /// <summary>The key of the roster; Pulumi reads a key without a namespace as one of the project.</summary>
    static readonly string[] Keys = ["classroom:students", "students"];

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly string path;
    readonly List<string> lines;
    readonly bool endsWithLine;
    YamlSequenceNode students;

    Roster(string path)
    {
        this.path = path;
        var text = File.ReadAllText(path);
        endsWithLine = text.EndsWith('\n');
        lines = [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];
        students = Parse();
    }

    public static Roster Open(string path) => new(path);

    public IReadOnlyList<string> Usernames => [.. students.Select(NameOf)];

    public IReadOnlyList<Enrolled> Students => [.. students.Select(Of)];

    static Enrolled Of(YamlNode entry)
    {
        if (entry is not YamlMappingNode own)
            return new(NameOf(entry), null, null, []);
        string? Text(string key) =>
            own.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;
        return new(
            NameOf(entry),
            Text("name"),
            Text("email"),
            [
                .. own
                    .Children.Keys.Select(key => ((YamlScalarNode)key).Value!)
                    .Where(key => key is not ("username" or CohortReader.Key) && !SettingsReader.PersonKeys.Contains(key)),
            ]
        )
        {
            Cohort = Text(CohortReader.Key),
        };
    }

    /// <summary>Adds a student; with the person's name and e-mail address if these are known.</summary>
    public void Add(string username, string? name = null, string? email = null)
    {
        Insert(username);
        Describe(username, name, email);
    }

    /// <summary>Writes what is known of a person, where it differs from what the roster says.</summary>
    public void Describe(string username, string? name, string? email)
    {
        var before = Students.First(student => student.Username == username);
        if (name is not null && name != before.Name)
            Set(username, "name", Quoted(name));
        if (email is not null && email != before.Email)
            Set(username, "email", Quoted(email));
    }

    /// <summary>JSON's quotation marks are YAML's too.</summary>
    static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    void Insert(string username)
    {
        if (students.Style == YamlDotNet.Core.Events.SequenceStyle.Flow)
            InsertInline(username);
        else
            InsertLine(username);
        students = Parse();
    }

    public void Remove(string username)
    {
        var index = students.Children.ToList().FindIndex(entry => NameOf(entry) == username);
        if (students.Children.Count == 1)
            throw new CommandException(
                $"{username} is the only student in {path}, and a class needs at least one. `./classroom destroy` removes the class."
            );
        if (students.Style == YamlDotNet.Core.Events.SequenceStyle.Flow)
            RemoveInline(index);
        else
            RemoveLines(index);
        students = Parse();
    }

    /// <summary>Gives a student a setting that differs from the class's.</summary>
    public void Set(string username, string key, string value)
    {
        var index = students.Children.ToList().FindIndex(entry => NameOf(entry) == username);
        if (students.Children[index] is not YamlMappingNode entry)
            Expand(index, username, key, value);
        else if (entry.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode known && known.Value == key).Value is { } known)
            Replace(known, value);
        else if (entry.Style == YamlDotNet.Core.Events.MappingStyle.Flow)
            Replace(entry.Children[new YamlScalarNode("username")], $"{username}, {key}: {value}");
        else
            lines.Insert(EndOf(index) + 1, $"{new string(' ', Column(entry.Start))}{key}: {value}");
        students = Parse();
    }

    /// <summary>Sets how many students a cohort gets; the line stands before the roster.</summary>
    public void SetCohortSize(int size)
    {
        var value = size.ToString(CultureInfo.InvariantCulture);
        string[] keys = [$"{SettingsReader.Namespace}:{CohortReader.SizeKey}", CohortReader.SizeKey];
        var config = PulumiYaml.ConfigNode(string.Join('\n', lines))!;
        var known = config.Children.FirstOrDefault(pair => keys.Contains(((YamlScalarNode)pair.Key).Value)).Value;
        var roster = config.Children.Keys.First(key => Keys.Contains(((YamlScalarNode)key).Value));
        if (known is not null)
            Replace(known, value);
        else
            lines.Insert(Line(roster.Start), $"{new string(' ', Column(roster.Start))}{keys[0]}: {value}");
        students = Parse();
    }

    public void Save()
    {
        // The file is replaced in one step: an interrupted write must not damage the instructor's work.
        File.WriteAllText($"{path}.new", string.Join('\n', lines) + (endsWithLine ? "\n" : ""));
        File.Move($"{path}.new", path, overwrite: true);
    }

    YamlSequenceNode Parse()
    {
        var config = StackFile.Parse(path, () => PulumiYaml.ConfigNode(string.Join('\n', lines)));
        var list = Keys.Select(key => config?.Children.TryGetValue(new YamlScalarNode(key), out var found) == true ? found : null)
            .FirstOrDefault(found => found is not null);
        return list as YamlSequenceNode is { Children.Count: > 0 } students
            ? students
            : throw new CommandException($"{path} has no list of students. Add one under config:\n\n  {Keys[0]}:\n    - user1");
    }

    static string NameOf(YamlNode entry) =>
        entry switch
        {
            YamlScalarNode name => name.Value ?? "",
            YamlMappingNode map when map.Children.TryGetValue(new YamlScalarNode("username"), out var name) => ((YamlScalarNode)name).Value
                ?? "",
            _ => "",
        };

    static int Line(Mark mark) => (int)mark.Line - 1;

    static int Column(Mark mark) => (int)mark.Column - 1;

    void InsertLine(string username)
    {
        var last = students.Children[^1];
        var indent = lines[Line(last.Start)].TakeWhile(character => character == ' ').Count();
        lines.Insert(
            EndOf(students.Children.Count - 1) + 1,
            string.Create(CultureInfo.InvariantCulture, $"{new string(' ', indent)}- {username}")
        );
    }

    /// <summary>The last line of an entry, without the comments and empty lines after it.</summary>
    int EndOf(int index)
    {
        var dash = lines[Line(students.Children[index].Start)].IndexOf('-', StringComparison.Ordinal);
        var end = Line(students.Children[index].Start);
        for (var i = end + 1; i < lines.Count; i++)
        {
            var content = lines[i].TrimStart();
            if (content.Length == 0 || content[0] == '#')
                continue;
            if (lines[i].Length - content.Length <= dash)
                break;
            end = i;
        }
        return end;
    }

    /// <summary>Removes an entry together with the comment directly above it.</summary>
    void RemoveLines(int index)
    {
        var start = Line(students.Children[index].Start);
        var count = EndOf(index) - start + 1;
        while (start > 0 && lines[start - 1].TrimStart().StartsWith('#') && (index == 0 || start - 1 > EndOf(index - 1)))
        {
            start--;
            count++;
        }
        lines.RemoveRange(start, count);
    }

    /// <summary>Makes an object of a username.</summary>
    void Expand(int index, string username, string key, string value)
    {
        var name = students.Children[index];
        if (students.Style == YamlDotNet.Core.Events.SequenceStyle.Flow)
        {
            Replace(name, $"{{ username: {username}, {key}: {value} }}");
            return;
        }
        lines.Insert(EndOf(index) + 1, $"{new string(' ', Column(name.Start))}{key}: {value}");
        Replace(name, $"username: {username}");
    }

    void Replace(YamlNode node, string text)
    {
        var line = Line(node.Start);
        if (Line(node.End) != line)
            throw new CommandException(
                $"{path}, line {line + 1}: this value spans several lines, which the command cannot edit. Change it by hand."
            );
        lines[line] = lines[line][..Column(node.Start)] + text + lines[line][Column(node.End)..];
    }

    void InsertInline(string username)
    {
        var last = students.Children[^1].Start;
        var line = Line(last);
        var end =
            EndInline(lines[line], Column(last))
            ?? throw new CommandException(
                $"{path}, line {line + 1}: this entry spans several lines in brackets, which the command cannot edit. "
                    + $"Add '{username}' by hand."
            );
        lines[line] = lines[line].Insert(end, $", {username}");
    }

    /// <summary>The column where an entry ends: before the next comma or bracket; null if that is not on this line.</summary>
    static int? EndInline(string text, int start)
    {
        var (depth, quote) = (0, '\0');
        for (var i = start; i < text.Length; i++)
        {
            var character = text[i];
            if (quote != '\0')
            {
                if (character == quote)
                    quote = '\0';
            }
            else if (character is '"' or '\'')
            {
                quote = character;
            }
            else if (character is '{' or '[')
            {
                depth++;
            }
            else if (depth == 0 && (character is ',' or ']'))
            {
                return start + text[start..i].TrimEnd().Length;
            }
            else if (character is '}' or ']')
            {
                depth--;
            }
        }
        return null;
    }

    void RemoveInline(int index)
    {
        var (entry, line) = (students.Children[index], Line(students.Children[index].Start));
        var text = lines[line];
        var from = Column(entry.Start);
        var to =
            EndInline(text, from)
            ?? throw new CommandException(
                $"{path}, line {line + 1}: this entry spans several lines in brackets, which the command cannot edit. "
                    + $"Remove it by hand."
            );
        // The comma after the entry goes too, or the comma before the last entry.
        var rest = text[to..];
        if (rest.TrimStart().StartsWith(','))
            to += rest.IndexOf(',', StringComparison.Ordinal) + 1;
        else
            from = text[..from].LastIndexOf(',') is >= 0 and var comma ? comma : from;
        while (to < text.Length && text[to] == ' ' && (from == 0 || text[from - 1] is ' ' or '['))
            to++;
        lines[line] = text[..from] + text[to..];
    }
}
