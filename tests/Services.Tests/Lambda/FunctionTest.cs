using System.IO.Compression;
using System.Text.Json.Nodes;
using Classroom.Cloud.Lambda;

namespace Classroom.Services.Tests.Lambda;

abstract class FunctionTest : ServiceTest
{
    protected const string NotThere = "ResourceNotFoundException";
    protected const string Wrong = "InvalidParameterValueException";
    protected const string OutOfRange = "ValidationException";

    protected static string ArnOf(string name) => $"arn:aws:lambda:{Region}:{Account}:function:{name}";

    protected static object None { get; } = new { FunctionName = "none" };

    /// <summary>A package with one file, as it travels in JSON.</summary>
    protected static string Package(string content = "def handle(event, context): return event") => PackageOf(content);

    internal static string PackageOf(string content)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var file = new StreamWriter(archive.CreateEntry("code.py").Open()))
            file.Write(content);
        return Convert.ToBase64String(zip.ToArray());
    }

    protected async Task<JsonNode> FunctionAsync(string name = "handler")
    {
        await RoleAsync($"{name}-role", "lambda.amazonaws.com", Allow("sqs:*"));
        return await CallAsync<CreateFunction>(Function(name));
    }

    protected static object Function(
        string name,
        string? role = null,
        string? runtime = "python3.12",
        string? code = null,
        int? memory = null,
        int? timeout = null
    ) =>
        new
        {
            FunctionName = name,
            Role = role ?? $"arn:aws:iam::{Account}:role/{name}-role",
            Runtime = runtime,
            Handler = "code.handle",
            Code = new { ZipFile = code ?? Package() },
            MemorySize = memory,
            Timeout = timeout,
        };
}
