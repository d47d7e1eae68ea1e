using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Provider;

/// <summary>
/// The AWS provider, which Pulumi's is built on, applies one of each resource type of a class, sees no difference afterwards, changes all
/// of them, and destroys them.
/// </summary>
sealed class TerraformTests : CloudFixture
{
    string folder = "";

    [OneTimeSetUp]
    public async Task InitAsync()
    {
        AwsCli.Require("terraform", "Terraform");
        folder = Folders.New();
        File.Copy(Path.Combine(Folders.Repository, "tests", "Cloud.Tests", "Provider", "class.tf.txt"), Path.Combine(folder, "class.tf"));
        await using (var zip = File.Create(Path.Combine(folder, "code.zip")))
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Create);
            await using var entry = archive.CreateEntry("index.py").Open();
            await entry.WriteAsync(Encoding.UTF8.GetBytes("def handler(event, context):\n    return event\n"));
        }
        // Machines without Terraform's registry may have the provider in a folder.
        var plugins = Environment.GetEnvironmentVariable("CLASSROOM_TERRAFORM_PLUGINS");
        var (code, text) = await RunAsync([
            "init",
            "-input=false",
            .. plugins is { Length: > 0 } ? (string[])[$"-plugin-dir={plugins}"] : [],
        ]);
        if (code != 0)
            Assert.Ignore($"Terraform could not bring the AWS provider 5.100.0:\n{text}");
    }

    [Test]
    public async Task Applies_sees_no_difference_changes_and_destroys()
    {
        await SucceedsAsync("apply", "-auto-approve", "-input=false");
        await HasNoDifferenceAsync();
        await SucceedsAsync("apply", "-auto-approve", "-input=false", "-var", "description=changed", "-var", "tag=changed");
        await HasNoDifferenceAsync("-var", "description=changed", "-var", "tag=changed");
        await SucceedsAsync("destroy", "-auto-approve", "-input=false");
        var machines = await Root.CallAsync("states", "ListStateMachines", new { });
        var groups = await Root.CallAsync("logs", "DescribeLogGroups", new { });
        Assert.That((machines["stateMachines"]!.ToJsonString(), groups["logGroups"]!.ToJsonString()), Is.EqualTo(("[]", "[]")));
        Assert.That((await Root.FormAsync("iam", "ListRoles")).Descendants().Count(node => node.Name.LocalName == "RoleName"), Is.Zero);
    }

    async Task HasNoDifferenceAsync(params string[] variables)
    {
        var (code, text) = await RunAsync(["plan", "-detailed-exitcode", "-input=false", .. variables]);
        Assert.That(code, Is.Zero, text);
    }

    async Task SucceedsAsync(params string[] arguments)
    {
        var (code, text) = await RunAsync(arguments);
        Assert.That(
            code,
            Is.Zero,
            $"terraform {string.Join(' ', arguments)}\n{text}\n"
                + $"{string.Join('\n', Cloud.Log.Split('\n').Where(line => line.Contains("info:") || line.Contains("fail:")).TakeLast(40))}"
        );
    }

    async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("-no-color");
        (start.Environment["TF_VAR_endpoint"], start.Environment["TF_VAR_package"]) = (Cloud.Endpoint, Path.Combine(folder, "code.zip"));
        if (start.Environment.TryGetValue("TF_CLI_CONFIG_FILE", out var config) && !File.Exists(config))
            start.Environment.Remove("TF_CLI_CONFIG_FILE");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
