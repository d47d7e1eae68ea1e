using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Classroom.Cloud.Tests.Clients;

/// <summary>What a command printed, and how it ended.</summary>
sealed record Printed(int Code, string Out, string Err)
{
    public JsonNode? Json => JsonNode.Parse(Out);
}

/// <summary>The AWS CLI, as it is installed on the machine.</summary>
sealed class AwsCli(string endpoint, string key = "test", string secret = "test")
{
    public static void Require() => Require("aws", "the AWS CLI (on Debian: apt install awscli)");

    public static void Require(string program, string what)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!found)
            Assert.Ignore($"{program} is not on this machine; {what} is needed to run this test");
    }

    public Task<Printed> RunAsync(params string[] arguments) =>
        RunAsync("aws", Directory.GetCurrentDirectory(), ["--endpoint-url", endpoint, .. arguments]);

    /// <summary>The same, where only success will do; what it printed, as JSON.</summary>
    public async Task<JsonNode?> JsonAsync(params string[] arguments)
    {
        var printed = await RunAsync(arguments);
        Assert.That(printed.Code, Is.Zero, $"aws {string.Join(' ', arguments)}\n{printed.Out}{printed.Err}");
        return printed.Out.Length == 0 ? null : JsonNode.Parse(printed.Out);
    }

    public Task<Printed> ScriptAsync(string folder, string script) => RunAsync("bash", folder, [script]);

    async Task<Printed> RunAsync(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (
            var (name, value) in new Dictionary<string, string>
            {
                ["AWS_ACCESS_KEY_ID"] = key,
                ["AWS_SECRET_ACCESS_KEY"] = secret,
                ["AWS_DEFAULT_REGION"] = "us-east-1",
                ["AWS_ENDPOINT_URL"] = endpoint,
                ["AWS_PAGER"] = "",
                ["AWS_DEFAULT_OUTPUT"] = "json",
                // StartSyncExecution has a host name of its own, which a cloud on one port cannot have.
                ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true",
                ["AWS_CONFIG_FILE"] = "/dev/null",
                ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
            }
        )
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
