using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cli.Tests;

/// <summary>What a command printed, and how it ended.</summary>
sealed record Printed(int Code, string Out, string Err)
{
    public JsonNode Json => JsonNode.Parse(Out)!;

    public override string ToString() => $"exit code {Code}\n{Out}{Err}";
}

/// <summary>The command as its user has it, with a home and settings of its own.</summary>
sealed class Classroom : IAsyncDisposable
{
    readonly string program;

    Classroom(string folder, string program) => (Folder, this.program) = (folder, program);

    public static string Repository { get; } = Path.GetFullPath(Metadata("RepositoryFolder"));

    public string Folder { get; }

    public string Home => Path.Combine(Folder, "home");

    public string Settings => Path.Combine(Folder, "Pulumi.dev.yaml");

    /// <summary>Variables for the command, beside its home, settings and port.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <param name="settings">What stands under config:, without the indentation.</param>
    /// <param name="program">The command of another copy of the repository.</param>
    public static Classroom Of(string settings, string? program = null)
    {
        var classroom = new Classroom(
            Directory.CreateTempSubdirectory("classroom-cli-").FullName,
            program ?? Path.GetFullPath(Metadata("CliProgram"))
        );
        classroom.Set(settings);
        return classroom;
    }

    public static Classroom OfStudents(params string[] students) =>
        Of(
            $"classroom:delayScale: 0\nclassroom:paymentFailureRate: 0\nclassroom:outOfStockRate: 0\nclassroom:transientErrorRate: "
                + $"0\nclassroom:students: [{string.Join(", ", students)}]"
        );

    public void Set(string settings) =>
        File.WriteAllText(
            Settings,
            $"config:\n  aws:region: us-east-1\n{string.Concat(settings.Split('\n').Select(line => $"  {line}\n"))}"
        );

    public Task<Printed> RunAsync(params string[] arguments) => RunAsync("", arguments);

    /// <summary>With a folder of programs before those of this machine.</summary>
    public Task<Printed> RunWithPathAsync(string folder, params string[] arguments) =>
        EndAsync(Start(arguments, $"{folder}{Path.PathSeparator}{System.Environment.GetEnvironmentVariable("PATH")}"), "");

    public Task<Printed> RunAsync(string input, string[] arguments) => EndAsync(Start(arguments), input);

    static async Task<Printed> EndAsync(Process started, string input)
    {
        using var process = started;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Only success will do.</summary>
    public async Task<Printed> DoneAsync(params string[] arguments)
    {
        var printed = await RunAsync(arguments);
        Assert.That(printed.Code, Is.Zero, $"./classroom {string.Join(' ', arguments)}: {printed}");
        return printed;
    }

    public Process Start(params string[] arguments) => Start(arguments, path: null);

    Process Start(string[] arguments, string? path)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        (start.Environment["CLASSROOM_HOME"], start.Environment["CLASSROOM_SETTINGS"], start.Environment["CLASSROOM_PORT"]) = (
            Home,
            Folder,
            "0"
        );
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        if (path is not null)
            start.Environment["PATH"] = path;
        return Process.Start(start)!;
    }

    public async Task<WireClient> RootAsync() =>
        new((string)(await DoneAsync("cloud", "status", "--json")).Json["endpoint"]!, "test", "test");

    public async ValueTask DisposeAsync()
    {
        await RunAsync("cloud", "stop");
        Directory.Delete(Folder, recursive: true);
    }

    static string Metadata(string key) =>
        typeof(Classroom).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
