using System.Globalization;
using Classroom.Cli.Runtime;
using Classroom.Settings;

namespace Classroom.Cli.Planning;

/// <summary>
/// The settings file of a cohort's stack, which Pulumi reads: the file of the class with one more setting. It is written again before every
/// use; Pulumi's own lines in it, with which it encrypts, stay.
/// </summary>
static class CohortFile
{
    static readonly string[] OfPulumi = ["encryptionsalt:", "encryptedkey:", "secretsprovider:"];

    public static string PathOf(StackFile file, int cohort) =>
        Path.Combine(Path.GetDirectoryName(file.Path)!, $"Pulumi.{CohortStack.Of(file.Stack, cohort)}.yaml");

    public static void Write(StackFile file, int cohort)
    {
        var path = PathOf(file, cohort);
        var own = File.Exists(path) ? File.ReadAllLines(path).Where(IsOfPulumi).ToList() : [];
        var text = Text(file, File.ReadAllLines(file.Path), cohort, own);
        // The file is replaced in one step: a Pulumi process may read it.
        File.WriteAllText($"{path}.new", text);
        File.Move($"{path}.new", path, overwrite: true);
    }

    static string Text(StackFile file, string[] lines, int cohort, List<string> own)
    {
        var config =
            StackFile.Parse(file.Path, () => PulumiYaml.ConfigNode(string.Join('\n', lines)))
            ?? throw new CommandException($"{file.Path} has no settings under config:.");
        if (config.Style == YamlDotNet.Core.Events.MappingStyle.Flow)
            throw new CommandException(
                $"{file.Path} has its settings in braces. Write each setting of a class with cohorts on a line of its own."
            );
        var (line, indent) = ((int)config.Start.Line - 1, new string(' ', (int)config.Start.Column - 1));
        var setting = string.Create(CultureInfo.InvariantCulture, $"{indent}{SettingsReader.Namespace}:{CohortReader.Key}: \"{cohort}\"");
        string[] head = [$"# Written by ./classroom from {file.Name}: change that file."];
        // A new stack begins with the encryption of the class's, so that encrypted settings can be read in it.
        bool Stays(string text) => own.Count == 0 || !IsOfPulumi(text);
        return string.Join('\n', [.. head, .. own, .. lines[..line].Where(Stays), setting, .. lines[line..].Where(Stays)]) + '\n';
    }

    static bool IsOfPulumi(string line) => OfPulumi.Any(key => line.StartsWith(key, StringComparison.Ordinal));
}
