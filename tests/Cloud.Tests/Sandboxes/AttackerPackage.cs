using System.IO.Compression;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Sandboxes;

/// <summary>The attacker of each language, as it is deployed.</summary>
static class AttackerPackage
{
    /// <summary>The test is skipped if the runtime is not installed.</summary>
    public static (string Handler, byte[] Package) Of(string runtime) =>
        runtime switch
        {
            "dotnet10" => ($"Classroom.Cloud.Tests::{typeof(Attacker).FullName}::{nameof(Attacker.Handle)}", OwnAssembly()),
            "python3.12" => ("attacker.handler", Script("python3", "attacker.py")),
            _ => ("attacker.handler", Script("node", "attacker.js")),
        };

    static byte[] Script(string program, string file)
    {
        AwsCli.Require(program, $"{program}, which runs {file},");
        return FunctionPackages.Of(file, File.ReadAllText(Path.Combine(Folders.Repository, "tests/Cloud.Tests/Sandboxes", file)));
    }

    static byte[] OwnAssembly()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in (string[])["Classroom.Cloud.Tests.dll", "nunit.framework.dll"])
                archive.CreateEntryFromFile(Path.Combine(AppContext.BaseDirectory, file), file);
        }
        return zip.ToArray();
    }
}
