using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>Sends almost valid requests to its own cloud, and watches the answers.</summary>
/// <param name="Program">The path of Classroom.Cloud.dll.</param>
/// <param name="Requests">
/// The number of requests. Each request is determined by the seed, its number, and the ids that the cloud has returned.
/// </param>
sealed record FuzzRun(string Program, long Requests, int Seed)
{
    const int Connections = 6;

    /// <summary>
    /// After this number of requests the cloud starts again with an empty folder, so that the created resources do not accumulate.
    /// </summary>
    const int Epoch = 50_000;

    /// <summary>After this number of requests the resources that were deleted are created again.</summary>
    const int Repair = 5_000;

    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    readonly Findings findings = new();

    /// <summary>Reports the progress.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    public int PeakMemory { get; private set; }

    public async Task<Findings> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        await CheckAsync();
        for (var first = 0L; first < Requests; first += Epoch)
        {
            using var cloud = await FuzzedCloud.StartAsync(Program);
            var last = Math.Min(Requests, first + Epoch);
            for (var from = first; from < last && cloud.IsAlive; from += Repair)
                await SendAsync(cloud, from, Math.Min(last, from + Repair));
            PeakMemory = Math.Max(PeakMemory, await cloud.PeakMemoryAsync());
            if (!cloud.IsAlive)
                findings.Add($"death: the process ended with {cloud.ExitCode}", await cloud.LastWordsAsync());
            findings.AddLog(await cloud.LogAsync());
            Tell($"{last} requests, {last / watch.Elapsed.TotalSeconds:0} a second, at most {PeakMemory} MB");
        }
        return findings;
    }

    /// <summary>
    /// Calls each operation a few times with valid input: an operation that never accepts valid input would not be fuzzed deeply.
    /// </summary>
    async Task CheckAsync()
    {
        using var cloud = await FuzzedCloud.StartAsync(Program);
        var writer = new RequestWriter(cloud.Endpoint.Authority, () => DateTimeOffset.UtcNow);
        using var connection = new Connection(cloud.Endpoint.Host, cloud.Endpoint.Port);
        for (var round = 0; round < 4; round++)
        {
            var setup = await SetUpAsync(cloud, writer);
            var random = new Random(round);
            foreach (var operation in Operations.All.OrderBy(operation => operation.Name.StartsWith("Delete", StringComparison.Ordinal)))
            {
                var request = operation.IsS3
                    ? S3Requests.Of(operation.Name, setup.Known, random)
                    : Builder.Build(operation, new Samples(setup.Known, random).Of(operation, Enum.GetValues<Fill>()[round % 3]), random);
                if (request.MayWait)
                    continue;
                var bytes = writer.Write(request);
                var answer = await connection.SendAsync(bytes, request.Method != "HEAD", waits: true, TimeSpan.FromMinutes(1));
                Judge(request, -round, bytes, answer, isValid: true);
            }
        }
        findings.AddLog(await cloud.LogAsync());
    }

    async Task SendAsync(FuzzedCloud cloud, long from, long to)
    {
        var writer = new RequestWriter(cloud.Endpoint.Authority, () => DateTimeOffset.UtcNow);
        var setup = await SetUpAsync(cloud, writer);
        var next = from - 1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var connection = new Connection(cloud.Endpoint.Host, cloud.Endpoint.Port);
                        while (Interlocked.Increment(ref next) is var number && number < to && cloud.IsAlive)
                            await SendAsync(cloud, connection, writer, setup.Known, number);
                    })
                )
        );
    }

    static async Task<Setup> SetUpAsync(FuzzedCloud cloud, RequestWriter writer)
    {
        using var connection = new Connection(cloud.Endpoint.Host, cloud.Endpoint.Port);
        var setup = new Setup(request =>
            connection.SendAsync(writer.Write(request), request.Method != "HEAD", waits: true, TimeSpan.FromMinutes(1))
        );
        await setup.RunAsync();
        return setup;
    }

    async Task SendAsync(
        FuzzedCloud cloud,
        Connection connection,
        RequestWriter writer,
        IReadOnlyDictionary<string, string> known,
        long number
    )
    {
        var request = Make(known, number);
        var bytes = writer.Write(request);
        RawAnswer answer;
        try
        {
            // A body that is never completed and an operation that waits have no time limit for the answer.
            var waits = !request.MayWait && request.Framing != Framing.Truncated;
            answer = await connection.SendAsync(bytes, request.Method != "HEAD", waits, LongestAnswer);
        }
        catch (TimeoutException)
        {
            if (cloud.IsAlive)
                findings.Add($"hang: {request.Operation}", Describe(number, bytes));
            return;
        }
        Judge(request, number, bytes, answer, isValid: false);
    }

    void Judge(RawRequest request, long number, byte[] bytes, RawAnswer answer, bool isValid)
    {
        findings.Count(answer.Status);
        if (isValid)
            findings.CountValid(
                request.Operation,
                answer.Status is >= 200 and < 300,
                $"{answer.Status} {answer.Body}\n{Encoding.UTF8.GetString(bytes)}"
            );
        // For an HTTP API, status 500 is the answer of the API to a failing integration.
        if (answer.Status == 500 && !request.Target.StartsWith("/_aws/execute-api", StringComparison.Ordinal))
            findings.Add($"500: {request.Operation}", $"{Describe(number, bytes)}\n{answer.Body}");
    }

    RawRequest Make(IReadOnlyDictionary<string, string> known, long number)
    {
        var random = new Random(unchecked((int)((Seed * 1_000_003L) + number)));
        var mutator = new Mutator(random);
        var operation = mutator.Pick(Operations.All);
        var kind = random.Next(20);
        if (operation.IsS3)
        {
            var request = S3Requests.Of(operation.Name, known, random);
            if (kind == 0)
                return request;
            if (kind < 8 && request.Body.Length > 0)
                request = request with
                {
                    Body = Encoding.UTF8.GetBytes(
                        TextOf(mutator, Encoding.UTF8.GetString(request.Body)).Content.Replace("\ud800", "", StringComparison.Ordinal)
                    ),
                };
            return new WireMutator(random, mutator).Mutate(request);
        }
        Value input = new Samples(known, random).Of(operation, mutator.Pick(Enum.GetValues<Fill>()));
        if (kind == 0)
            return Builder.Build(operation, Patient(operation, input), random);
        if (kind < 16)
            input = mutator.Mutate(input);
        var built = Builder.Build(operation, Patient(operation, input), random);
        return kind < 13 ? built : new WireMutator(random, mutator).Mutate(built);
    }

    static Text TextOf(Mutator mutator, string text) => mutator.Mutate(new Text(text)) is Text changed ? changed : new Text(text);

    /// <summary>Removes waiting times from receive calls: waiting for messages is not fuzzed.</summary>
    static Value Patient(KnownOperation operation, Value input) =>
        operation.Name == "ReceiveMessage" && input is Members members
            ? members with
            {
                Values = [.. members.Values.Where(member => member.Name != "WaitTimeSeconds")],
            }
            : input;

    string Describe(long number, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 3000));
        return string.Create(CultureInfo.InvariantCulture, $"--seed {Seed}, request {number}, {bytes.Length} bytes\n{text}");
    }
}
