using System.Diagnostics;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.Benchmarks.StatesLanguage;

/// <summary>
/// Measures executions a second of the order workflow with full history, compared with aws-local-stepfunctions, which keeps no history;
/// also how the cost of a Map and of a payload grows. aws-local-stepfunctions runs only if CLASSROOM_NODE_MODULES names a folder where `npm
/// install aws-local-stepfunctions` was run.
/// </summary>
static class ExecutionRate
{
    const double Seconds = 3;

    static readonly ExecutionIdentity Identity = new(
        "arn:aws:states:us-east-1:123456789012:execution:m:r",
        "r",
        "arn:aws:states:us-east-1:123456789012:stateMachine:m",
        "m",
        "arn:aws:iam::123456789012:role/r"
    );

    public static async Task MeasureAsync()
    {
        var definition = Path.Combine(AppContext.BaseDirectory, "StatesLanguage", "order.asl.json");
        var machine = StateMachine.Parse(await File.ReadAllTextAsync(definition));
        var order = Json.Parse(
            """{"orderId":"o-1","customerId":"c-1","amount":99.99,"items":[{"productId":"p-1","quantity":1,"price":99.99}]}"""
        );
        Rate(machine, order, threads: 1, seconds: 2);

        var one = Rate(machine, order, threads: 1, Seconds);
        var two = Rate(machine, order, threads: 2, Seconds);
        var peer = await PeerAsync(definition);
        Console.WriteLine("The order workflow; tasks are answered at once:");
        Console.WriteLine($"  one core    {one, 10:0} executions a second{(peer is { } rate ? $"   {one / rate:0.0}x the peer" : "")}");
        Console.WriteLine($"  two cores   {two, 10:0}   {two / one:0.00}x one");
        Console.WriteLine(
            peer is { } found
                ? $"  peer        {found, 10:0}   aws-local-stepfunctions, no history"
                : "  not compared: set CLASSROOM_NODE_MODULES to a node_modules folder with aws-local-stepfunctions"
        );

        Console.WriteLine("The order workflow with a rest before each answer; events and state are serialized at each rest:");
        Console.WriteLine($"  one core    {KeptRate(machine, order), 10:0} executions a second");

        Console.WriteLine("A Map by number of items (one Pass state for each item, in an Express execution):");
        var map = StateMachine.Parse(
            """{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}"""
        );
        foreach (var count in new[] { 1_250, 2_500, 5_000, 10_000 })
            Show($"{count, 7} items", map, JsonArray.Of(Enumerable.Range(0, count).Select(i => (Json)i)));

        Console.WriteLine("A payload by size, through five Pass states with ResultPath:");
        var states = Enumerable
            .Range(1, 5)
            .Select(i =>
                $$"""
                    "S{{i}}": { "Type": "Pass", "Result": {{i}}, "ResultPath": "$.r{{i}}", {{(
                        i < 5 ? $"\"Next\": \"S{i + 1}\"" : "\"End\": true"
                    )}} }
                    """
            );
        var path = StateMachine.Parse($$"""{ "StartAt": "S1", "States": { {{string.Join(',', states)}} } }""");
        foreach (var size in new[] { 25, 50, 100, 200 })
            Show(
                $"{size, 4} KiB",
                path,
                JsonObject.Of(
                    ("lines", JsonArray.Of(Enumerable.Range(0, size * 10).Select(i => (Json)$"line {i:00000} {new string('x', 86)}")))
                )
            );
    }

    static double Rate(StateMachine machine, Json input, int threads, double seconds)
    {
        var host = new InstantHost();
        var watch = Stopwatch.StartNew();
        var counts = new int[threads];
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            thread =>
            {
                var count = 0;
                for (; watch.Elapsed.TotalSeconds < seconds; count++)
                    Run(machine, input, host, ExecutionType.Standard);
                counts[thread] = count;
            }
        );
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    static double KeptRate(StateMachine machine, Json input)
    {
        var host = new KeepingHost();
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed.TotalSeconds < Seconds; count++)
        {
            var execution = new Execution(machine, input, Identity, host);
            execution.Start();
            host.AnswerAll();
            CheckSuccess(execution);
        }
        var rate = count / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"  {host.Rests / count} rests and {host.Bytes / count} bytes for each execution");
        return rate;
    }

    static void Show(string label, StateMachine machine, Json input)
    {
        // The text is parsed each time, because the sizes of values are computed once for each value and belong to the cost.
        var text = input.ToString();
        var best = Enumerable
            .Range(0, 15)
            .Min(_ =>
            {
                var watch = Stopwatch.StartNew();
                Run(machine, Json.Parse(text), new InstantHost(), ExecutionType.Express);
                return watch.Elapsed.TotalMilliseconds;
            });
        Console.WriteLine($"  {label}   {best, 8:0.00} ms   {best * 1e6 / text.Length, 6:0.0} ns a byte");
    }

    static void Run(StateMachine machine, Json input, InstantHost host, ExecutionType type)
    {
        var execution = new Execution(machine, input, Identity, host, type);
        execution.Start();
        CheckSuccess(execution);
    }

    static void CheckSuccess(Execution execution)
    {
        if (execution.Status == ExecutionStatus.Succeeded)
            return;
        throw new InvalidOperationException($"{execution.Status} {execution.Error}: {execution.Cause}");
    }

    static async Task<double?> PeerAsync(string definition)
    {
        if (Environment.GetEnvironmentVariable("CLASSROOM_NODE_MODULES") is not { Length: > 0 } modules)
            return null;
        var script = Path.Combine(AppContext.BaseDirectory, "StatesLanguage", "peer.mjs");
        using var node = Process.Start(
            new ProcessStartInfo("node", [script, modules, definition, $"{Seconds}"]) { RedirectStandardOutput = true }
        )!;
        var text = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0
            ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("aws-local-stepfunctions did not run; its message is above");
    }
}
