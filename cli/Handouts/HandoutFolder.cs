using System.IO.Compression;
using Classroom.Cli.Clouds;
using Classroom.Cli.Executions;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Handouts;

/// <summary>Writes the folder of a student: the hand-out as HTML and Markdown, the page about errors, and the profile.</summary>
sealed class HandoutFolder(Repository repository, RunningCloud? running, bool withSecrets)
{
    public void Write(string folder, StudentFacts facts)
    {
        ProfileFolder.Make(folder);
        if (facts.Class.IsOnAws)
            AwsProfile.Write(folder, facts, withSecrets);
        else if (facts.Key is { } key)
            ProfileFolder.Write(folder, key, running!, withSecrets);
        WritePage(folder, "handout", facts.Student, HandoutText.Of(facts, repository, withSecrets));
        WritePage(folder, "troubleshooting", "Troubleshooting", HandoutText.Troubleshooting(facts, repository));
    }

    /// <summary>Packs the folder of a student beside it. Only the owner may read the file, because the folder can contain keys.</summary>
    public static void Pack(string folder)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                var name = $"{Path.GetFileName(folder)}/{Path.GetFileName(file)}";
                using var entry = archive.CreateEntry(name).Open();
                using var content = File.OpenRead(file);
                content.CopyTo(entry);
            }
        }
        ProfileFolder.WriteFile(Path.GetDirectoryName(folder)!, $"{Path.GetFileName(folder)}.zip", packed.ToArray());
    }

    static void WritePage(string folder, string name, string title, string markdown)
    {
        ProfileFolder.WriteFile(folder, $"{name}.md", markdown);
        ProfileFolder.WriteFile(folder, $"{name}.html", HtmlPage.Of(markdown, title));
    }
}
