using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Classroom.Cli.Calls;
using Classroom.Cli.Runtime;
using Classroom.Functions.StepFunctions;

namespace Classroom.Cli.Clouds;

/// <summary>A running cloud, as described in the file that the cloud writes into its data folder.</summary>
/// <param name="Endpoint">The address for clients; with TLS if other machines can reach it.</param>
/// <param name="Cloud">The id of the cloud's data.</param>
/// <param name="Local">The address for this machine, without TLS.</param>
/// <param name="Authority">The certificate of the authority, for clients; null without TLS or with a certificate of one's own.</param>
/// <param name="RootKey">The file with the root user's access key, if the cloud has made the key.</param>
/// <param name="Arguments">The command line of the process.</param>
/// <param name="Warning">What the instructor must know: functions that run with the user's rights.</param>
sealed record RunningCloud(
    int Process,
    string Endpoint,
    string Region,
    string Account,
    string Cloud,
    string? Local = null,
    string? Authority = null,
    string? RootKey = null,
    string? Warning = null,
    IReadOnlyList<string>? Arguments = null
)
{
    // Milliseconds.
    const int LongestAnswer = 5000;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The root user's keys: those that the cloud made, those of the environment, or the default keys.</summary>
    public AwsCredentials Root =>
        Stored()
        ?? new(
            Environment.GetEnvironmentVariable("CLASSROOM_ROOT_ACCESS_KEY_ID") is { Length: > 0 } key ? key : "test",
            Environment.GetEnvironmentVariable("CLASSROOM_ROOT_SECRET_ACCESS_KEY") is { Length: > 0 } secret ? secret : "test",
            null
        );

    /// <summary>Whether the root user has keys that only the instructor knows.</summary>
    public bool HasOwnKeys => Root.AccessKeyId != "test";

    /// <summary>The cloud that uses this data; null if no cloud does.</summary>
    /// <param name="mustAnswer">Whether a cloud that does not answer is an error; if false, it counts as running.</param>
    public static RunningCloud? Find(AppPaths paths, bool mustAnswer = true)
    {
        var path = Path.Combine(paths.CloudData, "running.json");
        if (!File.Exists(path))
            return null;
        var said = JsonSerializer.Deserialize<RunningCloud>(File.ReadAllText(path), Json)!;
        return IsAlive(said.Process) && Answers(said, mustAnswer) ? said : null;
    }

    public static RunningCloud Required(AppPaths paths) =>
        Find(paths)
        ?? throw new CommandException(
            "The embedded cloud does not run. `./classroom cloud start` starts it; `./classroom up` starts it too, and brings the class up."
        );

    public AwsClient Client(TimeProvider clock, AwsCredentials? caller = null) =>
        new(new EmbeddedTarget(Local ?? Endpoint, Endpoint, caller ?? Root, Region), clock);

    AwsCredentials? Stored()
    {
        if (RootKey is null)
            return null;
        try
        {
            var keys = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(RootKey))!;
            return new(keys["accessKeyId"], keys["secretAccessKey"], null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException)
        {
            throw new CommandException(
                $"The root user's access key cannot be read from {RootKey} ({exception.Message}). "
                    + "Only the user who started the cloud can read it."
            );
        }
    }

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

    /// <summary>
    /// Another program may have the process id by now; then the port is closed. A suspended cloud accepts connections but does not
    /// answer.
    /// </summary>
    static bool Answers(RunningCloud cloud, bool mustAnswer)
    {
        var address = new Uri(cloud.Local ?? cloud.Endpoint);
        using var socket = new TcpClient { ReceiveTimeout = LongestAnswer };
        try
        {
            socket.Connect(address.Host, address.Port);
        }
        catch (SocketException)
        {
            return false;
        }
        try
        {
            socket.Client.Send(Encoding.ASCII.GetBytes($"GET /_classroom/health HTTP/1.0\r\nHost: {address.Authority}\r\n\r\n"));
            return socket.Client.Receive(new byte[1]) > 0;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            if (!mustAnswer)
                return true;
            throw new CommandException(
                $"The embedded cloud (process {cloud.Process}, {cloud.Endpoint}) has not answered for {LongestAnswer / 1000} "
                    + $"seconds: the process is suspended, or the machine is very busy. Try again, or end it with "
                    + $"`kill -9 {cloud.Process}`: all acknowledged changes are on disk.",
                ExitCode.Failed
            );
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
