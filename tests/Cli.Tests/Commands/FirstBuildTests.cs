using System.Diagnostics;

namespace Classroom.Cli.Tests.Commands;

/// <summary>
/// The script that builds the command and runs it, in a folder of its own. Another script stands for dotnet: it prints what MSBuild prints.
/// </summary>
sealed class FirstBuildTests
{
    string folder = "";

    [SetUp]
    public void NewFolder()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The script is for bash; Windows has classroom.cmd");
        folder = Directory.CreateTempSubdirectory("classroom-build-").FullName;
        foreach (var part in (string[])["cli", "infra", "functions", "cloud", "offline", "programs"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        foreach (var part in (string[])["cli", "infra", "cloud"])
            File.WriteAllText(Path.Combine(folder, part, $"{part}.csproj"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "global.json"), "{}");
        File.Copy(Path.Combine(Classroom.Repository, "classroom"), Path.Combine(folder, "classroom"));
        Script(
            "dotnet",
            """
            [ "$1" = build ] || { echo "ran $2"; exit 0; }
            root=${2%/cli}
            [ ! -f "$root/seconds" ] || sleep "$(cat "$root/seconds")"
            echo "  Classroom.Storage -> $root/cloud/Classroom.Storage.dll"
            [ ! -f "$root/seconds" ] || sleep "$(cat "$root/seconds")"
            [ ! -f "$root/broken" ] || { echo "$root/cli/Up.cs(1,1): error CS1002: ; expected"; exit 1; }
            mkdir -p "$root/cli/bin/Release/net10.0"
            echo built > "$root/cli/bin/Release/net10.0/Classroom.Cli.dll"
            """
        );
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Without_a_terminal_the_build_is_two_lines_and_is_done_once()
    {
        Assert.That(
            await RunAsync("status"),
            Does.Match(@"\ABuilding, for the first time; that takes a minute or two\.\.\.\nBuilt in \d+ s\.\nran status\n\z")
        );
        Assert.That(await RunAsync("status"), Is.EqualTo("ran status\n"), "nothing is stale");
        await File.WriteAllTextAsync(Path.Combine(folder, "cli", "New.cs"), "");
        Assert.That(await RunAsync("status"), Does.Match(@"\ABuilding what has changed\.\.\.\nBuilt in \d+ s\.\nran status\n\z"));
    }

    [Test]
    public async Task A_build_that_fails_shows_the_mistakes_alone()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "broken"), "");
        Assert.That(
            await RunAsync("status"),
            Does.Contain("error CS1002: ; expected\nThe build failed: what it says is above.")
                .And.Not.Contain("Classroom.Storage")
                .And.Not.Contain("ran")
        );
    }

    [Test]
    public async Task On_a_terminal_it_says_what_is_built_and_for_how_long()
    {
        if (Find("script") is not { } script)
        {
            Assert.Ignore("The program script, which makes a terminal, is not on this machine");
            return;
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "seconds"), "2");
        var printed = await PrintedAsync(script, "-qec", $"{folder}/classroom status", "/dev/null");
        Assert.That(
            printed,
            Does.Match(@"Building, for the first time: 0 of 3 parts, \d+ s\r")
                .And.Match(@"Building, for the first time: 1 of 3 parts, \d+ s \(Classroom\.Storage is ready\)")
                .And.Match(@"Built in \d+ s\.\s+ran status")
        );
    }

    Task<string> RunAsync(string arguments) => PrintedAsync("bash", "-c", $"{folder}/classroom {arguments} 2>&1");

    async Task<string> PrintedAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["PATH"] = $"{Path.Combine(folder, "programs")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["TERM"] = "xterm";
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return printed;
    }

    void Script(string name, string script)
    {
        var file = Path.Combine(folder, "programs", name);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(path => Path.Combine(path, program))
            .FirstOrDefault(File.Exists);
}
