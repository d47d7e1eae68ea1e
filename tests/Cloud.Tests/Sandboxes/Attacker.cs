using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Cloud.Tests.Sandboxes;

/// <summary>
/// A function that does what it is told, and reports how far it came. attacker.py and attacker.js do the same in their languages. It is
/// deployed as a handler of this assembly.
/// </summary>
public static class Attacker
{
    public static async Task<Stream> Handle(Stream input)
    {
        var order = (JsonObject)JsonNode.Parse(input)!;
        var answer = new JsonObject();
        try
        {
            answer["done"] = await DoAsync(order);
        }
        catch (Exception exception)
        {
            answer["error"] = $"{exception.GetType().Name}: {exception.Message}";
        }
        return new MemoryStream(Encoding.UTF8.GetBytes(answer.ToJsonString()));
    }

    static async Task<JsonNode?> DoAsync(JsonObject order)
    {
        string Text(string name) => (string)order[name]!;
        switch (Text("do"))
        {
            case "read":
                return Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Text("path")));
            case "list":
                return new JsonArray([.. Directory.GetFileSystemEntries(Text("path")).Select(path => (JsonNode)Path.GetFileName(path))]);
            case "write":
                await File.WriteAllTextAsync(Text("path"), "x");
                return "written";
            case "environment":
                return JsonSerializer.SerializeToNode(Environment.GetEnvironmentVariables().Keys.Cast<string>().Order());
            case "kill":
                return Kill((int)order["process"]!, 9) == 0 ? "killed" : throw Failed();
            case "send":
                return await SendAsync((int)order["port"]!, Text("bytes"));
            case "run":
                return Run(order["command"]!.Deserialize<string[]>()!);
            case "detach":
                Process.Start("setsid", ["sleep", Text("seconds")])!.Dispose();
                return "detached";
            case "trace":
                return Trace(16, (int)order["process"]!, 0, 0) == 0 ? "attached" : throw Failed();
            case "socket":
                return NewSocket((int)order["family"]!, (int)order["type"]!, (int)order["protocol"]!) >= 0 ? "open" : throw Failed();
            default:
                throw new ArgumentException(order.ToJsonString());
        }
    }

    static async Task<string> SendAsync(int port, string bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    static string Run(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var words = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? words : throw new IOException(words);
    }

    static IOException Failed() => new($"errno {Marshal.GetLastPInvokeError()}");

#pragma warning disable SYSLIB1054 // functions with numbers as parameters need no generated marshalling
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    static extern nint Trace(nint request, nint process, nint address, nint data);

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    static extern int NewSocket(int family, int type, int protocol);
#pragma warning restore SYSLIB1054
}
