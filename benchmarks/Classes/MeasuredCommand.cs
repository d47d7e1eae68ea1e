using System.Diagnostics;

namespace Classroom.Benchmarks.Classes;

/// <summary>How long a command took, and its largest working set.</summary>
sealed record Measured(int Code, double Seconds, double Megabytes, string Out, string Err);

/// <summary>The command with a home and settings of its own. Each call is a process of its own.</summary>
sealed class MeasuredCommand(string program, string folder) : IAsyncDisposable
{
    public static MeasuredCommand Open()
    {
        var repository = Classroom.Cli.Runtime.Repository.Find();
        var program = Path.Combine(repository.Folder, "cli", "bin", "Release", "net10.0", "Classroom.Cli.dll");
        return File.Exists(program)
            ? new(program, Directory.CreateTempSubdirectory("classroom-bench-").FullName)
            : throw new FileNotFoundException($"{program} does not exist; run `dotnet build cli -c Release`");
    }

    public static string StackOf(int students) => $"of{students}";

    /// <summary>Writes the settings of a class of this size.</summary>
    public void Configure(int students, params string[] settings) =>
        File.WriteAllText(
            Path.Combine(folder, $"Pulumi.{StackOf(students)}.yaml"),
            "config:\n  classroom:className: bench\n"
                + string.Concat(settings.Select(setting => $"  classroom:{setting}\n"))
                + $"  classroom:students: [{string.Join(", ", Enumerable.Range(1, students).Select(number => $"user{number}"))}]\n"
        );

    public async Task<Measured> RunAsync(params string[] arguments)
    {
        var measured = await TryAsync(arguments);
        return measured.Code == 0
            ? measured
            : throw new InvalidOperationException(
                $"{string.Join(' ', arguments)} ended with {measured.Code}: {measured.Out}{measured.Err}"
            );
    }

    /// <summary>Whatever the exit code.</summary>
    public async Task<Measured> TryAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        (start.Environment["CLASSROOM_HOME"], start.Environment["CLASSROOM_SETTINGS"], start.Environment["CLASSROOM_PORT"]) = (
            Path.Combine(folder, "home"),
            folder,
            "0"
        );
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var most = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            most = Math.Max(most, Peak(process));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(20));
        }
        var seconds = watch.Elapsed.TotalSeconds;
        return new(process.ExitCode, seconds, most / 1e6, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        await TryAsync("cloud", "stop");
        Directory.Delete(folder, recursive: true);
    }

    static long Peak(Process process)
    {
        try
        {
            return process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
