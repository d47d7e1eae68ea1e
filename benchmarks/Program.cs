using Classroom.Benchmarks.Bombs;
using Classroom.Benchmarks.Classes;
using Classroom.Benchmarks.Cloud;
using Classroom.Benchmarks.Crash;
using Classroom.Benchmarks.Fuzzing;
using Classroom.Benchmarks.Registration;
using Classroom.Benchmarks.Soak;
using Classroom.Benchmarks.StatesLanguage;

// One measurement for each name: `dotnet run -c Release --project benchmarks -- registration`.
var measurements = new Dictionary<string, Func<Task>>
{
    ["registration"] = RegistrationCurve.MeasureAsync,
    ["executions"] = ExecutionRate.MeasureAsync,
    ["cloud"] = CloudFigures.MeasureAsync,
    ["orders"] = CloudFigures.MeasureOrdersAsync,
    ["sandboxes"] = SandboxFigures.MeasureAsync,
    ["gate"] = GateFigures.MeasureAsync,
};

// Measurements that take options; those that search for faults exit with 1 if they find one.
var withOptions = new Dictionary<string, Func<string[], Task<int>>>
{
    ["class"] = ClassFigures.RunAsync,
    ["checks"] = CheckFigures.RunAsync,
    ["crash"] = CrashCommand.RunAsync,
    ["fuzz"] = FuzzCommand.RunAsync,
    ["soak"] = SoakCommand.RunAsync,
    ["bombs"] = BombCommand.RunAsync,
};

if (args is [var chosen, .. var options] && withOptions.TryGetValue(chosen, out var run))
    return await run(options);
if (args is not [var name] || !measurements.TryGetValue(name, out var measure))
{
    Console.Error.WriteLine(
        $"usage: dotnet run -c Release --project benchmarks -- <{string.Join('|', measurements.Keys.Concat(withOptions.Keys))}>"
    );
    return 2;
}
await measure();
return 0;
