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
        await using var command = MeasuredCommand.Open();
        foreach (var size in sizes.Append(First).Distinct())
            command.Configure(size, "access: role");
        await command.RunAsync("cloud", "start", "--stack", MeasuredCommand.StackOf(First));
        await command.RunAsync("up", "--yes", "--stack", MeasuredCommand.StackOf(First));
        await command.RunAsync("destroy", "--yes", "--stack", MeasuredCommand.StackOf(First));
        Console.WriteLine(
            $"{"students", 8} {"resources", 9} {"up s", 7} {"no-op s", 8} {"status s", 8} {"destroy s", 9} {"ms/resource", 11} "
                + $"{"command MB", 10} {"cloud MB", 9}"
        );
        foreach (var size in sizes)
            await MeasureAsync(command, size);
    }

    static async Task MeasureAsync(MeasuredCommand command, int size)
    {
        string[] stack = ["--stack", MeasuredCommand.StackOf(size)];
        var up = await command.RunAsync(["up", "--yes", .. stack]);
        var again = await command.RunAsync(["up", "--yes", .. stack]);
        var status = await command.RunAsync(["status", .. stack]);
        var running = System.Text.Json.JsonDocument.Parse((await command.RunAsync("cloud", "status", "--json")).Out).RootElement;
        using var cloud = Process.GetProcessById(running.GetProperty("process").GetInt32());
        var memory = cloud.WorkingSet64;
        var destroy = await command.RunAsync(["destroy", "--yes", .. stack]);
        var resources = int.Parse(again.Out.Split("all ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"{size, 8} {resources, 9} {up.Seconds, 7:0.00} {again.Seconds, 8:0.00} {status.Seconds, 8:0.00} "
                + $"{destroy.Seconds, 9:0.00} {up.Seconds * 1000 / resources, 11:0.00} {up.Megabytes, 10:0} {memory / 1e6, 9:0}"
        );
    }
}
