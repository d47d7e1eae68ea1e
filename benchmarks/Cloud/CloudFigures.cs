using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Cloud;

/// <summary>
/// Measures the embedded cloud as a separate process: start, calls a second compared with moto_server (if it is installed), a warm
/// function, the order workflow with the class's own handlers, and a whole class at rest. Build the cloud and the functions first: `dotnet
/// build -c Release`.
/// </summary>
static class CloudFigures
{
    const int Students = 100;
    const int FunctionsOfEach = 20;

    static readonly string[] OrderFunctions = ["OrderValidator", "PaymentProcessor", "InventoryUpdater", "OrderFulfillment"];

    public static async Task MeasureAsync()
    {
        await StartAsync();
        await CallsAsync();
        var folder = Directory.CreateTempSubdirectory("classroom-bench-").FullName;
        try
        {
            using (var cloud = await RunningCloud.EmbeddedAsync(folder))
            {
                await DeployAsync(cloud);
                await InvokeAsync(cloud);
                await OrdersAsync(cloud);
            }
            await ClassAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Measures the order workflow alone, also in processor time, which does not depend on how busy the machine is.</summary>
    public static async Task MeasureOrdersAsync()
    {
        var folder = Directory.CreateTempSubdirectory("classroom-bench-").FullName;
        try
        {
            using var cloud = await RunningCloud.EmbeddedAsync(folder);
            await DeployAsync(cloud);
            await OrdersAsync(cloud);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task StartAsync()
    {
        var starts = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var folder = Directory.CreateTempSubdirectory("classroom-bench-").FullName;
            using (var cloud = await RunningCloud.EmbeddedAsync(folder))
                starts.Add(cloud.StartTook.TotalMilliseconds);
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine(
            $"Start with an empty folder until it answers: median {Median(starts):0} ms (best {starts.Min():0}, worst {starts.Max():0})"
        );
    }

    static async Task CallsAsync()
    {
        var folder = Directory.CreateTempSubdirectory("classroom-bench-").FullName;
        var (ours, theirs) = (new List<double>(), new List<double>());
        using (var cloud = await RunningCloud.EmbeddedAsync(folder))
        {
            RunningCloud? moto = null;
            try
            {
                moto = await RunningCloud.MotoAsync();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Console.WriteLine("moto_server is not installed (pip install 'moto[server]'): the embedded cloud is measured alone");
            }
            for (var round = 0; round < 3; round++)
            {
                ours.Add(await CallRate.GetCallerIdentityAsync(cloud.Endpoint, TimeSpan.FromSeconds(3)));
                if (moto is not null)
                    theirs.Add(await CallRate.GetCallerIdentityAsync(moto.Endpoint, TimeSpan.FromSeconds(3)));
            }
            moto?.Dispose();
        }
        Directory.Delete(folder, recursive: true);
        var beside = theirs.Count == 0 ? "" : $"; moto_server {Median(theirs):0} a second: {Median(ours) / Median(theirs):0.0}x";
        Console.WriteLine($"GetCallerIdentity: {Median(ours):0} a second{beside}");
    }

    static async Task DeployAsync(RunningCloud cloud)
    {
        await RoleAsync(cloud, "functions", "lambda.amazonaws.com", "logs:*");
        await RoleAsync(cloud, "workflows", "states.amazonaws.com", "lambda:InvokeFunction");
        foreach (var name in OrderFunctions)
            await FunctionAsync(cloud, $"bench-{name}", $"Orders.{name}");
        await FunctionAsync(cloud, "bench-Validate", "Greeting.Validate");
        await cloud.CallAsync(
            "states",
            "AWSStepFunctions.CreateStateMachine",
            "1.0",
            new
            {
                name = "bench-orders",
                definition = Definition("bench-"),
                roleArn = $"arn:aws:iam::{RunningCloud.Account}:role/workflows",
            }
        );
    }

    static async Task InvokeAsync(RunningCloud cloud)
    {
        var body = """{"name":"Alice"}"""u8.ToArray();
        for (var i = 0; i < 500; i++)
            await cloud.RestAsync("lambda", "/2015-03-31/functions/bench-Validate/invocations", body);
        var times = new List<double>();
        for (var i = 0; i < 3000; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await cloud.RestAsync("lambda", "/2015-03-31/functions/bench-Validate/invocations", body);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(
            $"A warm dotnet function through Invoke: median {times[times.Count / 2]:0.00} ms, 95% under "
                + $"{times[times.Count * 95 / 100]:0.00} ms (signing and the client's own time included)"
        );
    }

    static async Task OrdersAsync(RunningCloud cloud)
    {
        var machine = $"arn:aws:states:us-east-1:{RunningCloud.Account}:stateMachine:bench-orders";
        var input = """{"orderId":"o-1","customerId":"c-1","amount":99.5,"items":[{"productId":"p-1","quantity":1,"price":99.5}]}""";
        foreach (var (count, isMeasured) in new[] { (500, false), (3000, true), (3000, true), (3000, true) })
        {
            var watch = Stopwatch.StartNew();
            var before = cloud.ProcessorTime;
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (_, _) =>
                    await cloud.CallAsync("states", "AWSStepFunctions.StartExecution", "1.0", new { stateMachineArn = machine, input })
            );
            int running;
            do
            {
                var listed = await cloud.CallAsync(
                    "states",
                    "AWSStepFunctions.ListExecutions",
                    "1.0",
                    new { stateMachineArn = machine, statusFilter = "RUNNING" }
                );
                running = ((JsonArray)listed!["executions"]!).Count;
                if (running > 0)
                    await Task.Delay(50);
            } while (running > 0);
            var seconds = watch.Elapsed.TotalSeconds;
            if (!isMeasured)
                continue;
            var failed = await cloud.CallAsync(
                "states",
                "AWSStepFunctions.ListExecutions",
                "1.0",
                new { stateMachineArn = machine, statusFilter = "FAILED" }
            );
            Console.WriteLine(
                $"The order workflow, real handlers, state on disk: {count / seconds:0} executions a second ({count} in "
                    + $"{seconds:0.0} s, {(cloud.ProcessorTime - before).TotalMilliseconds / count:0.00} ms of processor time of the "
                    + $"cloud each, {((JsonArray)failed!["executions"]!).Count} failed so far)"
            );
        }
    }

    static async Task ClassAsync()
    {
        var folder = Directory.CreateTempSubdirectory("classroom-bench-").FullName;
        using (var cloud = await RunningCloud.EmbeddedAsync(folder))
        {
            await RoleAsync(cloud, "functions", "lambda.amazonaws.com", "logs:*");
            await RoleAsync(cloud, "workflows", "states.amazonaws.com", "lambda:InvokeFunction");
            var watch = Stopwatch.StartNew();
            await Parallel.ForEachAsync(
                Enumerable.Range(1, Students),
                new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (student, _) =>
                {
                    for (var i = 0; i < FunctionsOfEach; i++)
                        await FunctionAsync(cloud, $"user{student}-{i}", "Greeting.Validate");
                    for (var i = 0; i < 8; i++)
                        await cloud.CallAsync(
                            "states",
                            "AWSStepFunctions.CreateStateMachine",
                            "1.0",
                            new
                            {
                                name = $"user{student}-{i}",
                                definition = Definition($"user{student}-"),
                                roleArn = $"arn:aws:iam::{RunningCloud.Account}:role/workflows",
                            }
                        );
                }
            );
            Console.WriteLine(
                $"{Students} students with {FunctionsOfEach} functions and 8 workflows each: deployed in {watch.Elapsed.TotalSeconds:0.0} s"
            );
        }
        using (var cloud = await RunningCloud.EmbeddedAsync(folder))
        {
            await Task.Delay(3000);
            Console.WriteLine(
                $"Started again with them in {cloud.StartTook.TotalMilliseconds:0} ms; at rest all processes together use "
                    + $"{cloud.Memory() / 1048576.0:0} MB"
            );
        }
        Directory.Delete(folder, recursive: true);
    }

    public static async Task RoleAsync(RunningCloud cloud, string name, string service, string action)
    {
        var trust =
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}""";
        await cloud.FormAsync("iam", $"Action=CreateRole&RoleName={name}&AssumeRolePolicyDocument={Uri.EscapeDataString(trust)}");
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""";
        await cloud.FormAsync("iam", $"Action=PutRolePolicy&RoleName={name}&PolicyName=own&PolicyDocument={Uri.EscapeDataString(policy)}");
    }

    static async Task FunctionAsync(RunningCloud cloud, string name, string handler) =>
        await cloud.RestAsync(
            "lambda",
            "/2015-03-31/functions",
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    FunctionName = name,
                    Runtime = "dotnet10",
                    Role = $"arn:aws:iam::{RunningCloud.Account}:role/functions",
                    Handler = $"Classroom.Functions::Classroom.Functions.{handler}::Handle",
                    Timeout = 30,
                    MemorySize = 256,
                    Code = new { ZipFile = Package.Value },
                    Environment = new
                    {
                        Variables = new
                        {
                            DELAY_SCALE = "0",
                            PAYMENT_FAILURE_RATE = "0",
                            OUT_OF_STOCK_RATE = "0",
                            TRANSIENT_ERROR_RATE = "0",
                        },
                    },
                }
            )
        );

    public static Lazy<string> Package { get; } =
        new(() =>
        {
            var zip = new MemoryStream();
            ZipFile.CreateFromDirectory(Path.Combine(RunningCloud.Repository, "functions/bin/Release/net10.0"), zip);
            return Convert.ToBase64String(zip.ToArray());
        });

    static string Definition(string prefix) =>
        OrderFunctions.Aggregate(
            File.ReadAllText(Path.Combine(RunningCloud.Repository, "infra/Labs/Orders/order-processing-workflow.asl.json")),
            (text, name) =>
                text.Replace(
                    $"${{{name}}}",
                    $"arn:aws:lambda:us-east-1:{RunningCloud.Account}:function:{prefix}{name}",
                    StringComparison.Ordinal
                )
        );

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
