namespace Classroom.Cli.Commands;

/// <summary>The help of the command without arguments: all commands in groups, in 80 columns.</summary>
static class CommandList
{
    const int Width = 80;

    static readonly (CommandGroup Group, string Title)[] Titles =
    [
        (CommandGroup.Class, "The class"),
        (CommandGroup.Work, "The students' work"),
        (CommandGroup.People, "People"),
        (CommandGroup.Cloud, "The embedded cloud and this machine"),
    ];

    public static void Write(TextWriter output)
    {
        output.WriteLine("Brings up a whole class of an AWS serverless course, on this machine or on AWS.");
        output.WriteLine();
        output.WriteLine("  ./classroom up                 bring the class up");
        output.WriteLine("  ./classroom status             see who has done what, and what failed");
        output.WriteLine("  ./classroom <command> --help   options and examples of a command");
        var entries = Entries().ToList();
        var names = entries.Max(entry => entry.Name.Length);
        foreach (var (group, title) in Titles)
        {
            output.WriteLine();
            output.WriteLine($"{title}:");
            foreach (var (_, name, description) in entries.Where(entry => entry.Group == group))
            {
                var lines = Wrapped(description, Width - names - 4).ToList();
                output.WriteLine($"  {name.PadRight(names)}  {lines[0]}");
                foreach (var line in lines.Skip(1))
                    output.WriteLine($"{new string(' ', names + 4)}{line}");
            }
        }
    }

    /// <summary>A group of commands, such as `cloud`, is one entry.</summary>
    static IEnumerable<(CommandGroup Group, string Name, string Description)> Entries() =>
        CommandLine
            .Verbs()
            .GroupBy(verb => verb.Path.Split(' ')[0])
            .Select(group =>
                CommandLine.Groups.TryGetValue(group.Key, out var description)
                    ? (group.First().Group, $"{group.Key} ...", description)
                    : (group.First().Group, group.Key, group.First().Description)
            )
            .OrderBy(entry => entry.Item2 != "up");

    static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line += line.Length > 0 ? $" {word}" : word;
        }
        yield return line;
    }
}
