using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Benchmarks.Cloud;
using Classroom.Benchmarks.Crash;

namespace Classroom.Benchmarks.Bombs;

/// <summary>
/// 29 students run the order workflow, each once a second, while the thirtieth sets off one bomb after the other. Compares the times of
/// the others with those of a class without a bomb.
/// </summary>
static class BombCommand
{
    const double MostMedian = 2;
    const double MostSlowest = 5;
    const int Seconds = 15;
    const int SecondsAfter = 10;
    const int MostWarmUpRounds = 8;

    static readonly TimeSpan BetweenOrders = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestOrder = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ([] or ["--only", _]))
        {
            Console.Error.WriteLine("usage: bombs [--only 'queue loop']    the bombs whose names begin so");
            return 2;
        }
        var only = args is [_, var name] ? name : "";
        var random = new Random(1);
        var folder = new CloudFolder(Directory.CreateTempSubdirectory("classroom-bombs-").FullName, CloudFolder.FreePort(random))
        {
            // Enough for one process of each function of the class.
            WorkerMemory = 8192,
        };
        using var cloud = await CloudProcess.StartAsync(folder);
        using var root = new AwsClient(folder.Endpoint);
        await Scenery.PrepareAsync(root);
        using var all = new BombClass(root, folder.Endpoint);
        await all.PrepareAsync();
        var calm = await CalmAsync(all, root);
        Console.WriteLine(
            $"{"bomb", -20} {"median ms", 9} {"x", 5} {"99 % ms", 8} {"x", 5} {"orders", 7} {"lit", 5} {"refused", 8} {"cloud MB", 9}"
                + "   afterwards"
        );
        Row("none", calm, calm, default, cloud, null);
        var isRight = true;
        foreach (var bomb in Bomb.All.Where(bomb => bomb.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            var bomber = all.Of(BombClass.Bomber);
            await bomb.Prepare(bomber);
            using var end = new CancellationTokenSource();
            var lighting = LightAsync(bomb, bomber, end.Token);
            var times = await MeasureAsync(all, root, TimeSpan.FromSeconds(Seconds));
            await end.CancelAsync();
            var lit = await lighting;
            await StudentAsync(folder, HttpMethod.Put, "freeze", """{"reason":"a bomb"}""");
            await StudentAsync(folder, HttpMethod.Post, "stop", "");
            await Task.Delay(TimeSpan.FromSeconds(SecondsAfter));
            var after = await MeasureAsync(all, root, TimeSpan.FromSeconds(Seconds));
            isRight &= Row(bomb.Name, times, calm, lit, cloud, after);
            await CleanAsync(root);
            await StudentAsync(folder, HttpMethod.Delete, "freeze", "");
        }
        await cloud.StopAsync();
        Directory.Delete(folder.Data, recursive: true);
        Console.WriteLine(
            isRight
                ? $"Nobody waited more than {MostMedian} times as long in the median, and {MostSlowest} times for the slowest hundredth."
                : "The others waited too long."
        );
        return isRight ? 0 : 1;
    }

    /// <summary>The first rounds start the functions' processes; a round counts when its slowest orders are as fast as before.</summary>
    static async Task<List<double>> CalmAsync(BombClass all, AwsClient root)
    {
        var last = await MeasureAsync(all, root, TimeSpan.FromSeconds(Seconds));
        for (var round = 1; round < MostWarmUpRounds; round++)
        {
            var next = await MeasureAsync(all, root, TimeSpan.FromSeconds(Seconds));
            if (round > 2 && At(next, 0.99) > 0.8 * At(last, 0.99))
                return next;
            last = next;
        }
        return last;
    }

    static async Task<(int Lit, int Refused)> LightAsync(Bomb bomb, AwsClient bomber, CancellationToken end)
    {
        var (lit, refused) = (0, 0);
        using var patience = new SemaphoreSlim(4);
        var all = new List<Task>();
        while (!end.IsCancellationRequested)
        {
            await patience.WaitAsync(CancellationToken.None);
            all.Add(
                Task.Run(
                    async () =>
                    {
                        var reply = await bomb.Light(bomber);
                        if (reply.IsDone)
                            Interlocked.Increment(ref lit);
                        else
                            Interlocked.Increment(ref refused);
                        patience.Release();
                    },
                    CancellationToken.None
                )
            );
            await Task.Delay(50, CancellationToken.None);
        }
        await Task.WhenAny(Task.WhenAll(all), Task.Delay(2000, CancellationToken.None));
        return (lit, refused);
    }

    /// <summary>The times of all orders, sorted.</summary>
    static async Task<List<double>> MeasureAsync(BombClass all, AwsClient root, TimeSpan longest)
    {
        var times = new List<double>();
        var watch = Stopwatch.StartNew();
        var random = new Random(7);
        var students = BombClass
            .Names.Where(student => student != BombClass.Bomber)
            .Select(student => (student, Offset: random.NextDouble()))
            .Select(entry =>
                Task.Run(async () =>
                {
                    await Task.Delay(BetweenOrders * entry.Offset);
                    while (watch.Elapsed < longest)
                    {
                        var began = Stopwatch.GetTimestamp();
                        await OrderAsync(all.Of(entry.student), root, entry.student);
                        var took = Stopwatch.GetElapsedTime(began);
                        lock (times)
                            times.Add(took.TotalMilliseconds);
                        if (took < BetweenOrders)
                            await Task.Delay(BetweenOrders - took);
                    }
                })
            );
        await Task.WhenAll(students);
        times.Sort();
        return times;
    }

    static async Task OrderAsync(AwsClient client, AwsClient root, string student)
    {
        const string Input =
            """{"orderId":"o-1","customerId":"c-1","amount":99.5,"items":[{"productId":"p-1","quantity":1,"price":99.5}]}""";
        var began = Stopwatch.GetTimestamp();
        var reply = await client.JsonAsync("states", "StartExecution", new { stateMachineArn = BombClass.Orders(student), input = Input });
        if (!reply.IsDone)
            throw new InvalidOperationException($"An order of {student} was refused: {reply}");
        while (Stopwatch.GetElapsedTime(began) < LongestOrder)
        {
            var described = await root.JsonAsync("states", "DescribeExecution", new { executionArn = (string)reply.Json["executionArn"]! });
            if (described.IsDone && (string?)described.Json["status"] is { } status && status != "RUNNING")
            {
                if (status != "SUCCEEDED")
                    throw new InvalidOperationException($"An order of {student} ended as {status}: {described.Text}");
                return;
            }
            await Task.Delay(10);
        }
    }

    static bool Row(string name, List<double> times, List<double> calm, (int Lit, int Refused) lit, CloudProcess cloud, List<double>? after)
    {
        var (median, slowest) = (At(times, 0.5) / At(calm, 0.5), At(times, 0.99) / At(calm, 0.99));
        var megabytes = Process.GetProcessById(cloud.Id).WorkingSet64 / 1e6;
        var then = after is null ? "" : $"{At(after, 0.5):0} ms, {At(after, 0.99):0} ms";
        Console.WriteLine(
            $"{name, -20} {At(times, 0.5), 9:0} {median, 5:0.0} {At(times, 0.99), 8:0} {slowest, 5:0.0} {times.Count, 7} {lit.Lit, 5} "
                + $"{lit.Refused, 8} {megabytes, 9:0}   {then}"
        );
        return median <= MostMedian && slowest <= MostSlowest;
    }

    static double At(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];

    static async Task StudentAsync(CloudFolder folder, HttpMethod method, string what, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{folder.Endpoint}/_classroom/students/{BombClass.Bomber}/{what}")
        {
            Content = new StringContent(body),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("test:test")));
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Deletes what could go on after the thaw: asynchronous invocations wait for their function, too.</summary>
    static async Task CleanAsync(AwsClient root)
    {
        foreach (var function in Bomb.Functions)
            await root.RestAsync("lambda", HttpMethod.Delete, $"/2015-03-31/functions/{BombClass.Bomber}-{function}");
        var mappings = await root.RestAsync("lambda", HttpMethod.Get, "/2015-03-31/event-source-mappings");
        foreach (var mapping in (JsonArray)mappings.Json["EventSourceMappings"]!)
            await root.RestAsync("lambda", HttpMethod.Delete, $"/2015-03-31/event-source-mappings/{(string)mapping!["UUID"]!}");
        await root.JsonAsync("sqs", "PurgeQueue", new { QueueUrl = $"{root.Endpoint}/000000000000/{BombClass.Bomber}-loop" });
        var bus = $"{BombClass.Bomber}-loop";
        await root.JsonAsync("events", "DisableRule", new { Name = $"{BombClass.Bomber}-all", EventBusName = bus });
    }
}
