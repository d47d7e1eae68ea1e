using Classroom.Benchmarks.Classes;
using Classroom.Benchmarks.Cloud;
using Classroom.Benchmarks.Registration;
using Classroom.Benchmarks.StatesLanguage;

// One name, one measurement: `dotnet run -c Release --project benchmarks -- registration`.
var measurements = new Dictionary<string, Func<Task>>
{
    ["registration"] = RegistrationCurve.MeasureAsync,
    ["executions"] = ExecutionRate.MeasureAsync,
    ["cloud"] = CloudFigures.MeasureAsync,
    ["class"] = ClassFigures.MeasureAsync,
};

if (args is not [var name] || !measurements.TryGetValue(name, out var measure))
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project benchmarks -- <{string.Join('|', measurements.Keys)}>");
    return 2;
}
await measure();
return 0;
