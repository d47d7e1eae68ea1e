using System.Diagnostics;
using System.Text.Json;
using Classroom.Infra.Tests.Planning;
using Pulumi.Testing;

namespace Classroom.Benchmarks.Registration;

/// <summary>Measures how the time to register a class depends on its size. It should grow linearly.</summary>
static class RegistrationCurve
{
    static readonly int[] ClassSizes = [10, 20, 40, 80, 120, 160, 200];
    const int Rounds = 5;

    public static async Task MeasureAsync()
    {
        // The first run includes the just-in-time compiler, as in a test process.
        var (_, _, coldForty) = await RegisterAsync(students: 40);
        var (_, coldResources, coldMost) = await RegisterAsync(students: 200);
        Console.WriteLine(
            $"The first 40 students of a process take {coldForty:0.000} s, then 200 take {coldMost:0.000} s: "
                + $"{coldMost / coldForty:0.00}x, {coldResources / coldMost:0} resources a second."
        );

        // The sizes alternate, so that a moment of other load affects all of them.
        var runs = new List<(int Students, int Resources, double Seconds)>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var students in ClassSizes)
                runs.Add(await RegisterAsync(students));
        }

        var bests = runs.GroupBy(run => run.Students).Select(size => size.OrderBy(run => run.Seconds).First()).ToList();
        var forty = bests.Single(best => best.Students == 40).Seconds;
        Console.WriteLine($"Warm, the best of {Rounds} rounds for each size:");
        Console.WriteLine($"{"students", 8} {"resources", 9} {"seconds", 8} {"a second", 9} {"against 40", 10}");
        foreach (var (students, resources, seconds) in bests)
            Console.WriteLine($"{students, 8} {resources, 9} {seconds, 8:0.000} {resources / seconds, 9:0} {seconds / forty, 9:0.00}x");
    }

    static async Task<(int Students, int Resources, double Seconds)> RegisterAsync(int students)
    {
        var roster = JsonSerializer.Serialize(Enumerable.Range(1, students).Select(number => $"student{number}"));
        Environment.SetEnvironmentVariable(
            "PULUMI_CONFIG",
            JsonSerializer.Serialize(new Dictionary<string, string> { ["classroom:students"] = roster, ["classroom:access"] = "role" })
        );
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var resources = await Pulumi.Deployment.TestAsync<ClassroomStack>(
            new AwsMocks(),
            new TestOptions
            {
                ProjectName = "classroom",
                StackName = "dev",
                IsPreview = false,
            }
        );
        return (students, resources.Length, watch.Elapsed.TotalSeconds);
    }
}
