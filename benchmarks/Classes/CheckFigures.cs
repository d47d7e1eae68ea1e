using System.Globalization;
using System.Text.Json;

namespace Classroom.Benchmarks.Classes;

/// <summary>
/// Measures `./classroom check` for a class with all labs, by default 30 students: provisioned labs in which nothing was run, and the same
/// class after its students have done the exercises.
/// </summary>
static class CheckFigures
{
    // Asked for 30 students with all labs.
    const double MostSeconds = 40;
    const int Repetitions = 3;

    public static async Task<int> RunAsync(string[] options)
    {
        var students = 30;
        if (options.Length > 1 || options is [var text] && !int.TryParse(text, CultureInfo.InvariantCulture, out students) || students < 1)
        {
            Console.Error.WriteLine("usage: checks [30]    the number of students");
            return 2;
        }
        await using var command = MeasuredCommand.Open();
        string[] stack = ["--stack", MeasuredCommand.StackOf(students)];
        // Failures are frequent, so that the exercises about failures need few executions.
        command.Configure(
            students,
            "access: user",
            "delayScale: 0",
            "paymentFailureRate: 0.3",
            "outOfStockRate: 0.15",
            "transientErrorRate: 0.3"
        );
        await command.RunAsync(["cloud", "start", .. stack]);
        await command.RunAsync(["up", "--yes", .. stack]);
        Console.WriteLine($"{"class of " + students, -34} {"checks", 7} {"passed", 7} {"fastest s", 10} {"slowest s", 10} {"MB", 5}");
        var fresh = await MeasureAsync(command, stack, "provisioned, nothing run");
        var exercises = await command.TryAsync(["check", "--run", "--json", .. stack]);
        var done = await MeasureAsync(command, stack, $"exercises done (in {exercises.Seconds:0} s)");
        return Math.Max(fresh, done) < MostSeconds ? 0 : 1;
    }

    /// <summary>Returns the slowest time in seconds.</summary>
    static async Task<double> MeasureAsync(MeasuredCommand command, string[] stack, string title)
    {
        var times = new List<Measured>();
        for (var time = 0; time < Repetitions; time++)
            times.Add(await command.TryAsync(["check", "--json", .. stack]));
        using var grades = JsonDocument.Parse(times[^1].Out);
        var checks = grades
            .RootElement.GetProperty("students")
            .EnumerateArray()
            .SelectMany(student => student.GetProperty("checks").EnumerateArray())
            .Select(check => check.GetProperty("outcome").GetString())
            .ToList();
        var slowest = times.Max(one => one.Seconds);
        Console.WriteLine(
            $"{title, -34} {checks.Count, 7} {checks.Count(outcome => outcome == "passed"), 7} {times.Min(one => one.Seconds), 10:0.0} "
                + $"{slowest, 10:0.0} {times.Max(one => one.Megabytes), 5:0}"
        );
        return slowest;
    }
}
