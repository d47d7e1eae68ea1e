using System.Globalization;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>`fuzz [--requests n] [--seed s] [--verbose]`: exits with 1 if there are findings.</summary>
static class FuzzCommand
{
    public static async Task<int> RunAsync(string[] options)
    {
        var program = Path.Combine(RunningCloud.Repository, "cloud/bin/Release/net10.0/Classroom.Cloud.dll");
        var run = new FuzzRun(program, Number(options, "--requests", 100_000), (int)Number(options, "--seed", 1))
        {
            Tell = Console.WriteLine,
        };
        var findings = await run.RunAsync();
        Console.Write(findings.Report(options.Contains("--verbose")));
        Console.WriteLine(
            $"{findings.Answers} requests answered, at most {run.PeakMemory} MB resident: "
                + $"{(findings.IsEmpty ? "nothing found" : "see above")}"
        );
        return findings.IsEmpty ? 0 : 1;
    }

    static long Number(string[] options, string name, long otherwise)
    {
        var at = Array.IndexOf(options, name);
        return at < 0 ? otherwise : long.Parse(options[at + 1], CultureInfo.InvariantCulture);
    }
}
