using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Provider;
using Classroom.Cli.Runtime;

namespace Classroom.Stacks.Tests;

/// <summary>
/// A cloud that knows log groups and access keys only: it writes down each change in its order, refuses what a test wants refused, and can
/// be made to wait.
/// </summary>
sealed class FakeCloud : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    readonly HttpListener listener;
    readonly AwsClient aws;
    readonly ConcurrentQueue<string> changes = [];

    public FakeCloud()
    {
        (listener, var endpoint) = Listen();
        aws = new(new EmbeddedTarget(endpoint, endpoint, new("test", "test", null), "us-east-1"), new FixedClock(Now));
        Provider = new(aws, new Repository(""));
        _ = AnswerAllAsync();
    }

    public LocalCloud Provider { get; }

    /// <summary>The log groups by name, as DescribeLogGroups tells them; a member "tags" holds the tags.</summary>
    public ConcurrentDictionary<string, JsonObject> Groups { get; } = [];

    /// <summary>What was called, in order, without the calls that only read: "CreateLogGroup a".</summary>
    public string Changes => string.Join(", ", changes);

    /// <summary>Refuses a call, such as "CreateLogGroup a", with this code.</summary>
    public ConcurrentDictionary<string, string> Refused { get; } = [];

    /// <summary>Runs before a call is answered.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public void Dispose()
    {
        listener.Close();
        aws.Dispose();
    }

    static (HttpListener Listener, string Endpoint) Listen()
    {
        while (true)
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            var endpoint = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
            socket.Stop();
            var listener = new HttpListener { Prefixes = { endpoint + "/" } };
            try
            {
                listener.Start();
                return (listener, endpoint);
            }
            catch (HttpListenerException)
            {
                // Another process took the port in between.
                listener.Close();
            }
        }
    }

    async Task AnswerAllAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = AnswerAsync(context);
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var (status, answer) = context.Request.Headers["X-Amz-Target"] is { } target
            ? await JsonAsync(target.Split('.')[^1], JsonNode.Parse(body)!.AsObject())
            : await FormAsync(body);
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }

    async Task<(int, string)> JsonAsync(string operation, JsonObject input)
    {
        var name = (string?)(input["logGroupName"] ?? input["logGroupNamePrefix"]) ?? ((string?)input["resourceArn"])!.Split(':')[^1];
        if (await RefusalAsync(operation, name) is { } code)
            return (400, new JsonObject { ["__type"] = code, ["message"] = "no" }.ToJsonString());
        var group = Groups.GetValueOrDefault(name);
        switch (operation)
        {
            case "CreateLogGroup":
                Groups[name] = new()
                {
                    ["logGroupName"] = name,
                    ["creationTime"] = Now.ToUnixTimeMilliseconds(),
                    ["tags"] = input["tags"]?.DeepClone(),
                };
                break;
            case "DeleteLogGroup":
                if (!Groups.TryRemove(name, out _))
                    return (400, """{"__type":"ResourceNotFoundException","message":"The log group does not exist."}""");
                break;
            case "PutRetentionPolicy":
                group!["retentionInDays"] = input["retentionInDays"]!.DeepClone();
                break;
            case "DeleteRetentionPolicy":
                group!.Remove("retentionInDays");
                break;
            case "ListTagsForResource":
                return (200, new JsonObject { ["tags"] = group?["tags"]?.DeepClone() ?? new JsonObject() }.ToJsonString());
            case "DescribeLogGroups":
                return (
                    200,
                    new JsonObject
                    {
                        ["logGroups"] = new JsonArray([.. Groups.Values.Select(known => (JsonNode)Whole(known))]),
                    }.ToJsonString()
                );
            default:
                throw new InvalidOperationException($"the test's cloud knows no {operation}");
        }
        return (200, "{}");
    }

    /// <summary>A log group with all members of the API; a test names those that it is about.</summary>
    static JsonObject Whole(JsonObject known)
    {
        var whole = new JsonObject
        {
            ["creationTime"] = 0,
            ["metricFilterCount"] = 0,
            ["arn"] = "",
            ["storedBytes"] = 0,
            ["logGroupClass"] = "STANDARD",
            ["logGroupArn"] = "",
        };
        foreach (var (name, value) in known)
            whole[name] = value?.DeepClone();
        return whole;
    }

    async Task<(int, string)> FormAsync(string body)
    {
        var form = body.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        var name = form["UserName"];
        if (await RefusalAsync(form["Action"], name) is { } code)
            return (400, $"<Error><Code>{code}</Code><Message>no</Message></Error>");
        return form["Action"] switch
        {
            "CreateAccessKey" => (
                200,
                $"<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey><UserName>{name}</UserName><AccessKeyId>AKIA1</AccessKeyId>"
                    + "<Status>Active</Status><SecretAccessKey>swordfish</SecretAccessKey><CreateDate>2026-01-01T00:00:00Z</CreateDate>"
                    + "</AccessKey></CreateAccessKeyResult></CreateAccessKeyResponse>"
            ),
            "UpdateAccessKey" => (200, "<UpdateAccessKeyResponse />"),
            var other => throw new InvalidOperationException($"the test's cloud knows no {other}"),
        };
    }

    async Task<string?> RefusalAsync(string operation, string name)
    {
        var call = $"{operation} {name}";
        await Before(call);
        if (operation is not ("ListTagsForResource" or "DescribeLogGroups" or "DeleteRetentionPolicy"))
            changes.Enqueue(call);
        return Refused.GetValueOrDefault(call);
    }

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
