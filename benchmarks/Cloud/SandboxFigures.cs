using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Classroom.Benchmarks.Cloud;

/// <summary>
/// Measures what sandboxes cost. Two clouds run side by side, one of which does not find bubblewrap; calls alternate between them, so that
/// both meet the same load of the machine.
/// </summary>
static class SandboxFigures
{
    const int ColdStarts = 40;
    const int WarmCalls = 3000;

    /// <summary>With another size of /tmp than the usual one, a function cannot take the .NET process that waits.</summary>
    const int UnusualStorage = 600;

    sealed record Kind(string Name, string Runtime, string Handler, Func<string> Package, int Storage, object Input);

    static readonly Kind[] Kinds =
    [
        new("dotnet, with the waiting process", "dotnet10", Dotnet, () => CloudFigures.Package.Value, 512, new { name = "Alice" }),
        new("dotnet, new process", "dotnet10", Dotnet, () => CloudFigures.Package.Value, UnusualStorage, new { name = "Alice" }),
        new("python", "python3.12", "index.handler", () => Zip("index.py", "def handler(event, context): return event"), 512, new { }),
        new("node", "nodejs20.x", "index.handler", () => Zip("index.js", "exports.handler = async event => event;"), 512, new { }),
    ];

    const string Dotnet = "Classroom.Functions::Classroom.Functions.Greeting.Validate::Handle";

    public static async Task MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("classroom-bench-").FullName;
        try
        {
            using var with = await RunningCloud.EmbeddedAsync(
                Path.Combine(folder, "with"),
                Programs(folder, "dotnet", "python3", "node", "bwrap")
            );
            using var without = await RunningCloud.EmbeddedAsync(
                Path.Combine(folder, "without"),
                Programs(folder, "dotnet", "python3", "node")
            );
            foreach (var cloud in (RunningCloud[])[with, without])
            {
                Console.WriteLine(await cloud.FunctionsAsync());
                await CloudFigures.RoleAsync(cloud, "functions", "lambda.amazonaws.com", "logs:*");
            }
            foreach (var kind in Kinds)
            {
                await MeasureColdAsync(kind, with, without);
                await MeasureWarmAsync(kind, with, without);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task MeasureColdAsync(Kind kind, RunningCloud with, RunningCloud without)
    {
        var (sandboxed, plain) = (new List<double>(), new List<double>());
        for (var i = 0; i < ColdStarts; i++)
        {
            foreach (var (cloud, times) in new[] { (with, sandboxed), (without, plain) })
            {
                await DeployAsync(cloud, kind, $"cold-{i}");
                // Until a .NET process waits again.
                await Task.Delay(250);
                times.Add(await InvokeAsync(cloud, kind, $"cold-{i}"));
                await cloud.RestAsync("lambda", HttpMethod.Delete, $"/2015-03-31/functions/cold-{i}");
            }
        }
        Report($"{kind.Name}, first call", sandboxed, plain);
    }

    static async Task MeasureWarmAsync(Kind kind, RunningCloud with, RunningCloud without)
    {
        var (sandboxed, plain) = (new List<double>(), new List<double>());
        foreach (var cloud in (RunningCloud[])[with, without])
        {
            await DeployAsync(cloud, kind, "warm");
            for (var i = 0; i < 500; i++)
                await InvokeAsync(cloud, kind, "warm");
        }
        for (var i = 0; i < WarmCalls; i++)
        {
            sandboxed.Add(await InvokeAsync(with, kind, "warm"));
            plain.Add(await InvokeAsync(without, kind, "warm"));
        }
        foreach (var cloud in (RunningCloud[])[with, without])
            await cloud.RestAsync("lambda", HttpMethod.Delete, "/2015-03-31/functions/warm");
        Report($"{kind.Name}, warm call", sandboxed, plain);
    }

    static void Report(string what, List<double> sandboxed, List<double> plain)
    {
        var (with, without) = (CloudFigures.Median(sandboxed), CloudFigures.Median(plain));
        Console.WriteLine(
            $"{what}: median of {sandboxed.Count} with a sandbox {with:0.00} ms, without {without:0.00} ms, "
                + $"difference {with - without:0.00} ms"
        );
    }

    static async Task<double> InvokeAsync(RunningCloud cloud, Kind kind, string name)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(kind.Input);
        var began = Stopwatch.GetTimestamp();
        var answer = await cloud.RestAsync("lambda", $"/2015-03-31/functions/{name}/invocations", body);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var text = Encoding.UTF8.GetString(answer);
        return text.Contains("errorType", StringComparison.Ordinal) ? throw new InvalidOperationException($"{kind.Name}: {text}") : took;
    }

    static Task<byte[]> DeployAsync(RunningCloud cloud, Kind kind, string name) =>
        cloud.RestAsync(
            "lambda",
            "/2015-03-31/functions",
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    FunctionName = name,
                    kind.Runtime,
                    Role = $"arn:aws:iam::{RunningCloud.Account}:role/functions",
                    kind.Handler,
                    Timeout = 30,
                    MemorySize = 256,
                    EphemeralStorage = new { Size = kind.Storage },
                    Code = new { ZipFile = kind.Package() },
                    Environment = new { Variables = new { DELAY_SCALE = "0", TRANSIENT_ERROR_RATE = "0" } },
                }
            )
        );

    /// <summary>
    /// A folder with these programs, for a PATH. Version managers put scripts on the PATH, which take longer than the program itself; both
    /// clouds use the program.
    /// </summary>
    static string Programs(string folder, params string[] names)
    {
        var programs = Path.Combine(folder, $"programs-{names.Length}");
        Directory.CreateDirectory(programs);
        foreach (var name in names)
            File.CreateSymbolicLink(Path.Combine(programs, name), Located(name));
        return programs;
    }

    static string Located(string name)
    {
        if (name == "dotnet")
            return Environment.ProcessPath!;
        string[] command = name switch
        {
            "python3" => ["python3", "-c", "import os, sys; print(os.path.realpath(sys.executable))"],
            "node" => ["node", "-p", "process.execPath"],
            _ => ["which", name],
        };
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } path
            ? path
            : throw new InvalidOperationException($"{name} is not installed");
    }

    static string Zip(string file, string code)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry(file).Open()))
            writer.Write(code);
        return Convert.ToBase64String(zip.ToArray());
    }
}
