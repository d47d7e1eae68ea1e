using System.IO.Compression;
using System.Text;

namespace Classroom.Cloud.Tests.Clients;

/// <summary>Code of functions, and how it is deployed.</summary>
static class FunctionPackages
{
    static readonly Lazy<byte[]> Handlers = new(() =>
    {
        var zip = new MemoryStream();
        ZipFile.CreateFromDirectory(Folders.Functions, zip);
        return zip.ToArray();
    });

    /// <summary>The class's own C# handlers.</summary>
    public static byte[] Own => Handlers.Value;

    public static byte[] Of(string file, string code)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(file).Open();
            entry.Write(Encoding.UTF8.GetBytes(code));
        }
        return zip.ToArray();
    }

    /// <summary>A handler of the class.</summary>
    public static Task DeployHandlerAsync(
        this WireClient root,
        string name,
        string handler,
        string role,
        IReadOnlyDictionary<string, string> variables
    ) =>
        root.DeployAsync(
            name,
            "dotnet10",
            $"Classroom.Functions::Classroom.Functions.{handler}::Handle",
            role,
            Own,
            variables,
            timeout: 30,
            memory: 256
        );

    public static async Task DeployAsync(
        this WireClient root,
        string name,
        string runtime,
        string handler,
        string role,
        byte[] package,
        IReadOnlyDictionary<string, string> variables,
        int timeout = 2,
        int memory = 128,
        int storage = 512
    )
    {
        var made = await root.RestAsync(
            "lambda",
            HttpMethod.Post,
            "/2015-03-31/functions",
            new
            {
                FunctionName = name,
                Runtime = runtime,
                Role = role,
                Handler = handler,
                Timeout = timeout,
                MemorySize = memory,
                Code = new { ZipFile = Convert.ToBase64String(package) },
                Environment = new { Variables = variables },
                EphemeralStorage = new { Size = storage },
            }
        );
        Assert.That(made.Status, Is.EqualTo(201), made.Body);
    }
}
