using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Classroom.Cli.Calls;
using Classroom.Functions.StepFunctions;

namespace Classroom.Cli.Clouds;

/// <summary>A cloud that runs, as it says beside its data.</summary>
sealed record RunningCloud(int Process, string Endpoint, string Region, string Account)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The root's keys on this machine; others only where the cloud was started with others.</summary>
    public static AwsCredentials Root => new(
        Environment.GetEnvironmentVariable("CLASSROOM_ROOT_ACCESS_KEY_ID") is { Length: > 0 } key ? key : "test",
        Environment.GetEnvironmentVariable("CLASSROOM_ROOT_SECRET_ACCESS_KEY") is { Length: > 0 } secret ? secret : "test", null);

    /// <summary>The one that works with this data; null when none does.</summary>
    public static RunningCloud? Find(Home home)
    {
        var path = Path.Combine(home.CloudData, "running.json");
        if (!File.Exists(path)) return null;
        var said = JsonSerializer.Deserialize<RunningCloud>(File.ReadAllText(path), Json)!;
        return IsAlive(said.Process) && Answers(said.Endpoint) ? said : null;
    }

    public static RunningCloud Required(Home home) => Find(home) ?? throw new CommandException("The embedded cloud does not run. `./classroom cloud start` starts it; `./classroom up` does, and brings the class up.");

    public AwsClient Client(TimeProvider clock) => new(Endpoint, Root, Region, clock);

    static bool IsAlive(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A number may have gone to another process; a port that is closed tells.</summary>
    static bool Answers(string endpoint)
    {
        try
        {
            var address = new Uri(endpoint);
            using var socket = new TcpClient();
            socket.Connect(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
