using System.Diagnostics;
using System.Globalization;

namespace Classroom.Benchmarks.Classes;

/// <summary>
/// Measures the command with classes of several sizes, by default 10, 30 and 100 students: up, up again, status, destroy. Each call is a
/// process of its own.
/// </summary>
static class ClassFigures
{
    public static async Task<int> RunAsync(string[] options)
    {
        var sizes = options.Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var size) ? size : 0).ToList();
        if (sizes.Any(size => size < 1))
        {
            Console.Error.WriteLine("usage: class [10 30 100]    the numbers of students");
            return 2;
        }
        await MeasureAsync(sizes.Count > 0 ? sizes : [10, 30, 100]);
        return 0;
    }

    static async Task MeasureAsync(IReadOnlyList<int> sizes)
    {
        // The first class is not measured: it includes the time in which the cloud compiles its code.
        const int First = 10;
        var repository = Classroom.Cli.Runtime.Repository.Find();
        var program = Path.Combine(repository.Folder, "cli", "bin", "Release", "net10.0", "Classroom.Cli.dll");
        if (!File.Exists(program))
            throw new FileNotFoundException($"{program} does not exist; run `dotnet build cli -c Release`");
        var folder = Directory.CreateTempSubdirectory("classroom-bench-").FullName;
        foreach (var size in sizes.Append(First).Distinct())
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"Pulumi.of{size}.yaml"),
                $"config:\n  classroom:className: bench\n  classroom:access: role\n  classroom:students: "
                    + $"[{string.Join(", ", Enumerable.Range(1, size).Select(number => $"user{number}"))}]\n"
            );
        try
        {
            await RunAsync(program, folder, "cloud", "start", "--stack", $"of{First}");
            await RunAsync(program, folder, "up", "--yes", "--stack", $"of{First}");
            await RunAsync(program, folder, "destroy", "--yes", "--stack", $"of{First}");
            Console.WriteLine(
                $"{"students", 8} {"resources", 9} {"up s", 7} {"no-op s", 8} {"status s", 8} {"destroy s", 9} {"ms/resource", 11} "
                    + $"{"command MB", 10} {"cloud MB", 9}"
            );
            foreach (var size in sizes)
                await MeasureAsync(program, folder, size);
        }
        finally
        {
            await RunAsync(program, folder, "cloud", "stop");
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task MeasureAsync(string program, string folder, int size)
    {
        string[] stack = ["--stack", $"of{size}"];
        var up = await RunAsync(program, folder, ["up", "--yes", .. stack]);
        var again = await RunAsync(program, folder, ["up", "--yes", .. stack]);
        var status = await RunAsync(program, folder, ["status", .. stack]);
        var running = System.Text.Json.JsonDocument.Parse((await RunAsync(program, folder, "cloud", "status", "--json")).Out).RootElement;
        using var cloud = Process.GetProcessById(running.GetProperty("process").GetInt32());
        var memory = cloud.WorkingSet64;
        var destroy = await RunAsync(program, folder, ["destroy", "--yes", .. stack]);
        var resources = int.Parse(again.Out.Split("all ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"{size, 8} {resources, 9} {up.Seconds, 7:0.00} {again.Seconds, 8:0.00} {status.Seconds, 8:0.00} "
                + $"{destroy.Seconds, 9:0.00} {up.Seconds * 1000 / resources, 11:0.00} {up.Megabytes, 10:0} {memory / 1e6, 9:0}"
        );
    }

    static async Task<(double Seconds, double Megabytes, string Out)> RunAsync(string program, string folder, params string[] arguments)
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
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await error}"
            );
        return (watch.Elapsed.TotalSeconds, most / 1e6, await output);
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
