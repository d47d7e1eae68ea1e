using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Classroom.Benchmarks.Cloud;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>
/// The configuration of Lambda: functions, code, aliases, tags, concurrency, permissions, and settings of asynchronous invocations.
/// </summary>
sealed class FunctionRegisters(Scene scene) : Registers(scene, "Lambda")
{
    const string Subject = "crash-subject";
    const string All = "/2015-03-31/functions";

    static string Arn => Scene.Arn("lambda", $"function:{Subject}");

    protected override async Task SetUpAsync() => await MadeAsync(Create(Client, Subject, "subject"));

    protected override IEnumerable<Register> Make() =>
        [
            .. Enumerable.Range(1, 3).Select(Function),
            Code(),
            .. Enumerable.Range(1, 2).Select(Alias),
            .. Enumerable.Range(1, 3).Select(FunctionTag),
            Concurrency(),
            Permission(),
            AsyncRules(),
        ];

    public static Task<Reply> Create(AwsClient client, string name, string description) =>
        client.RestAsync(
            "lambda",
            HttpMethod.Post,
            All,
            new
            {
                FunctionName = name,
                Runtime = "python3.12",
                Handler = "code.handle",
                Role = Scene.RoleArn(Scenery.FunctionRole),
                Description = description,
                Code = new { ZipFile = Zip("first") },
            }
        );

    /// <summary>Creates a package whose bytes depend only on the text.</summary>
    public static byte[] Zip(string text)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = archive.CreateEntry("code.py", CompressionLevel.NoCompression);
            entry.LastWriteTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var file = entry.Open();
            file.Write(Encoding.UTF8.GetBytes($"# {text}\ndef handle(event, context):\n    return event\n"));
        }
        return zip.ToArray();
    }

    public static string Hash(byte[] zip) => Convert.ToBase64String(SHA256.HashData(zip));

    Register Function(int number)
    {
        var name = $"crash-function-{number}";
        return new()
        {
            Name = $"the description of function {name}",
            Next = random => Awkward.Text(random, 200),
            Put = (value, isThere) =>
                isThere ? Rest(HttpMethod.Put, $"{All}/{name}/configuration", new { Description = value }) : Create(Client, name, value),
            Drop = () => Rest(HttpMethod.Delete, $"{All}/{name}"),
            Read = async () => (string?)(await Found($"{All}/{name}/configuration"))?.Json["Description"],
        };
    }

    Register Code()
    {
        var zip = Array.Empty<byte>();
        return new()
        {
            Name = $"the code of function {Subject}",
            Next = random => Hash(zip = Zip(Awkward.Payload(random))),
            Put = (_, _) => Rest(HttpMethod.Put, $"{All}/{Subject}/code", new { ZipFile = zip }),
            Read = async () =>
                (string?)(await Found($"{All}/{Subject}/configuration"))?.Json["CodeSha256"] is { } hash && hash != Hash(Zip("first"))
                    ? hash
                    : null,
        };
    }

    Register Alias(int number)
    {
        var name = $"alias-{number}";
        return new()
        {
            Name = $"the description of alias {name} of function {Subject}",
            Next = random => Awkward.Text(random, 200),
            Put = (value, isThere) =>
                isThere
                    ? Rest(HttpMethod.Put, $"{All}/{Subject}/aliases/{name}", new { Description = value })
                    : Rest(
                        HttpMethod.Post,
                        $"{All}/{Subject}/aliases",
                        new
                        {
                            Name = name,
                            FunctionVersion = "$LATEST",
                            Description = value,
                        }
                    ),
            Drop = () => Rest(HttpMethod.Delete, $"{All}/{Subject}/aliases/{name}"),
            Read = async () => (string?)(await Found($"{All}/{Subject}/aliases/{name}"))?.Json["Description"],
        };
    }

    Register FunctionTag(int number) =>
        new()
        {
            Name = $"the tag key-{number} of function {Subject}",
            Next = Awkward.Tag,
            Put = (value, _) =>
                Rest(
                    HttpMethod.Post,
                    $"/2017-03-31/tags/{Uri.EscapeDataString(Arn)}",
                    new { Tags = new Dictionary<string, string> { [$"key-{number}"] = value } }
                ),
            Drop = () => Rest(HttpMethod.Delete, $"/2017-03-31/tags/{Uri.EscapeDataString(Arn)}?tagKeys=key-{number}"),
            Read = async () => (string?)(await Found($"/2017-03-31/tags/{Uri.EscapeDataString(Arn)}"))?.Json["Tags"]?[$"key-{number}"],
        };

    Register Concurrency() =>
        new()
        {
            Name = $"the reserved concurrency of function {Subject}",
            Next = random => $"{random.Next(1, 50)}",
            Put = (value, _) =>
                Rest(
                    HttpMethod.Put,
                    $"/2017-10-31/functions/{Subject}/concurrency",
                    new { ReservedConcurrentExecutions = int.Parse(value) }
                ),
            Drop = () => Rest(HttpMethod.Delete, $"/2017-10-31/functions/{Subject}/concurrency"),
            Read = async () =>
                (await Found($"/2019-09-30/functions/{Subject}/concurrency"))?.Json["ReservedConcurrentExecutions"]?.ToString(),
        };

    Register Permission() =>
        new()
        {
            Name = $"the statement of the policy of function {Subject}",
            CanChange = false,
            Next = random => $"arn:aws:events:us-east-1:{Scene.Account}:rule/r{random.Next(1000)}",
            Put = (value, _) =>
                Rest(
                    HttpMethod.Post,
                    $"{All}/{Subject}/policy",
                    new
                    {
                        StatementId = "own",
                        Action = "lambda:InvokeFunction",
                        Principal = "events.amazonaws.com",
                        SourceArn = value,
                    }
                ),
            Drop = () => Rest(HttpMethod.Delete, $"{All}/{Subject}/policy/own"),
            Read = async () =>
                await Found($"{All}/{Subject}/policy") is { } found && (string)found.Json["Policy"]! is { } text
                    ? (string?)
                        System.Text.Json.Nodes.JsonNode.Parse(text)!["Statement"]![0]!["Condition"]!.AsObject().First().Value![
                            "AWS:SourceArn"
                        ]
                    : null,
        };

    Register AsyncRules() =>
        new()
        {
            Name = $"the rules for asynchronous calls of function {Subject}",
            Next = random => $"{random.Next(60, 21_600)}",
            Put = (value, _) =>
                Rest(
                    HttpMethod.Put,
                    $"/2019-09-25/functions/{Subject}/event-invoke-config",
                    new { MaximumRetryAttempts = 1, MaximumEventAgeInSeconds = int.Parse(value) }
                ),
            Drop = () => Rest(HttpMethod.Delete, $"/2019-09-25/functions/{Subject}/event-invoke-config"),
            Read = async () =>
                (await Found($"/2019-09-25/functions/{Subject}/event-invoke-config"))?.Json["MaximumEventAgeInSeconds"]?.ToString(),
        };

    Task<Reply?> Found(string path) => FindAsync(Rest(HttpMethod.Get, path), "ResourceNotFoundException");

    Task<Reply> Rest(HttpMethod method, string path, object? body = null) => Client.RestAsync("lambda", method, path, body);
}
