using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Sandboxes;

/// <summary>What the code of a function must not be able to do, tried in each language.</summary>
[TestFixture("dotnet10")]
[TestFixture("python3.12")]
[TestFixture("nodejs20.x")]
sealed class AttackTests(string runtime) : SandboxFixture
{
    const string Attacker = "attacker";
    const string Neighbour = "neighbour";
    const string NeighboursSecret = "the-neighbours-secret";

    [OneTimeSetUp]
    public async Task Deploy()
    {
        await DeployAsync(Attacker, runtime);
        await DeployAsync(Neighbour, runtime, secret: NeighboursSecret);
        await DoesAsync(Neighbour, new { @do = "environment" });
    }

    [TearDown]
    public async Task Neighbour_still_works() => await DoesAsync(Neighbour, new { @do = "environment" });

    [Test]
    public async Task The_clouds_data_cannot_be_read()
    {
        foreach (var file in (string[])["master-key", "cloud.db", "lock"])
        {
            Assert.That(Path.Combine(Cloud.Folder, file), Does.Exist);
            await CannotAsync(Attacker, new { @do = "read", path = Path.Combine(Cloud.Folder, file) });
        }
        await CannotAsync(Attacker, new { @do = "list", path = Cloud.Folder });
    }

    [Test]
    public async Task Folders_of_users_and_of_the_repository_cannot_be_listed()
    {
        string[] folders = [Folders.Repository, "/home", "/var/lib", "/mnt", "/sys", "/boot"];
        foreach (var folder in folders)
            await CannotAsync(Attacker, new { @do = "list", path = folder });
        // A runtime that is installed in a folder of a user is there, and the names of the folders above it.
        var home = await OrderAsync(
            Attacker,
            new { @do = "list", path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) }
        );
        Assert.That(home["done"]?.AsArray().Count ?? 0, Is.AtMost(1), home.ToJsonString());
        await CannotAsync(Attacker, new { @do = "read", path = "/etc/shadow" });
        await CannotAsync(Attacker, new { @do = "read", path = "/etc/hostname" });
    }

    [Test]
    public async Task It_sees_only_its_own_code()
    {
        var expected = runtime switch
        {
            "dotnet10" => (string[])["Classroom.Cloud.Tests.dll", "nunit.framework.dll"],
            "python3.12" => ["attacker.py"],
            _ => ["attacker.js"],
        };
        Assert.That(await ListAsync("/var/task"), Is.EquivalentTo(expected));
        Assert.That(await ListAsync("/tmp"), Is.Empty);
    }

    [Test]
    public async Task Only_tmp_can_be_written_to()
    {
        foreach (
            var folder in (string[])["/var/task", "/var/runtime", "/usr/lib", "/", "/etc", "/dev", "/dev/shm", "/run", "/var", "/proc"]
        )
            await CannotAsync(Attacker, new { @do = "write", path = $"{folder}/written" });
        foreach (var file in await ListAsync("/var/task"))
            await CannotAsync(Attacker, new { @do = "write", path = $"/var/task/{file}" });
        Assert.That(await DoesAsync(Attacker, new { @do = "write", path = "/tmp/written" }), Is.EqualTo("written"));
        await CannotAsync(Neighbour, new { @do = "read", path = "/tmp/written" });
        await DoesAsync(Attacker, new { @do = "run", command = new[] { "rm", "-f", "/tmp/written" } });
    }

    [Test]
    public async Task Processes_of_others_are_invisible()
    {
        var processes = (await ListAsync("/proc")).Where(name => name.All(char.IsAsciiDigit)).ToList();
        Assert.That(processes, Has.Count.InRange(1, 5), "bubblewrap's own process and the function's");
        foreach (var process in processes)
        {
            foreach (var file in (string[])["environ", "cmdline"])
            {
                var answer = await OrderAsync(Attacker, new { @do = "read", path = $"/proc/{process}/{file}" });
                Assert.That(answer.ToJsonString(), Does.Not.Contain(NeighboursSecret).And.Not.Contain("ACCESS_KEY=test"));
                Assert.That(answer.ToJsonString(), Does.Not.Contain("Classroom.Cloud.dll"));
            }
        }
    }

    [Test]
    public async Task It_has_no_capabilities_and_a_filter()
    {
        var status = await DoesAsync(Attacker, new { @do = "read", path = "/proc/self/status" });
        foreach (
            var line in (string[])["CapPrm:\t0000000000000000", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1"]
        )
            Assert.That(status, Does.Contain(line));
        Assert.That(status, Does.Contain("Seccomp:\t2"));
        Assert.That(await DoesAsync(Attacker, new { @do = "run", command = new[] { "id", "-un" } }), Does.StartWith("sbx_user1051"));
    }

    [Test]
    public async Task It_cannot_kill_what_is_outside()
    {
        await CannotAsync(Attacker, new { @do = "kill", process = Environment.ProcessId });
        await CannotAsync(Attacker, new { @do = "kill", process = Cloud.ProcessId });
    }

    [Test]
    public async Task Killing_everything_it_sees_ends_only_itself()
    {
        var answer = await OrderAsync(Attacker, new { @do = "run", command = new[] { "sh", "-c", "kill -9 -1" } });
        Assert.That((string?)answer["errorMessage"], Does.Contain("Runtime exited with error: signal: killed"), answer.ToJsonString());
    }

    [TestCase("mount -t tmpfs none /tmp")]
    [TestCase("umount /proc")]
    [TestCase("unshare --user true")]
    [TestCase("unshare --net true")]
    [TestCase("chroot /tmp true")]
    [TestCase("nsenter --target 1 --mount true")]
    [TestCase("dmesg")]
    [TestCase("hostname other")]
    public async Task The_kernel_refuses(string command) => await CannotAsync(Attacker, new { @do = "run", command = command.Split(' ') });

    [Test]
    public async Task Processes_cannot_be_traced()
    {
        if (runtime.StartsWith("node", StringComparison.Ordinal))
            Assert.Ignore("Node.js has no call for this");
        Assert.That(await CannotAsync(Attacker, new { @do = "trace", process = 1 }), Does.Contain("not permitted").Or.EndsWith("errno 1"));
    }

    [TestCase(2, 3, 1, Description = "raw IP")]
    [TestCase(17, 3, 0, Description = "packets")]
    [TestCase(17, 2, 0, Description = "packets without their headers")]
    [TestCase(16, 3, 15, Description = "events of devices")]
    [TestCase(40, 1, 0, Description = "to the machine around a virtual machine")]
    public async Task Sockets_of_these_kinds_cannot_be_opened(int family, int type, int protocol)
    {
        if (runtime.StartsWith("node", StringComparison.Ordinal))
            Assert.Ignore("Node.js has no call for this");
        await CannotAsync(
            Attacker,
            new
            {
                @do = "socket",
                family,
                type,
                protocol,
            }
        );
    }

    [Test]
    public async Task Other_ports_of_the_machine_cannot_be_reached()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await CannotAsync(
            Attacker,
            new
            {
                @do = "send",
                port = ((IPEndPoint)listener.LocalEndpoint).Port,
                bytes = "x",
            }
        );
        Assert.That(listener.Pending(), Is.False);
        Assert.That(await SendAsync(Attacker, "/_classroom/health", null), Does.StartWith("HTTP/1.1 200"));
    }

    [Test]
    public async Task The_roots_keys_are_worth_nothing_there()
    {
        var request = new Signer("test", "test", "s3").Presign(HttpMethod.Get, $"{Cloud.Endpoint}/")[Cloud.Endpoint.Length..];
        using var http = new HttpClient();
        Assert.That((await http.GetAsync(new Uri(Cloud.Endpoint + request))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await SendAsync(Attacker, request, null), Does.StartWith("HTTP/1.1 403").And.Contains("InvalidAccessKeyId"));
        var basic = Convert.ToBase64String("test:test"u8);
        Assert.That(await SendAsync(Attacker, "/_classroom/faults", basic), Does.StartWith("HTTP/1.1 401"));
    }

    [Test]
    public async Task The_terminal_of_the_instructor_is_not_there() =>
        Assert.That(
            await DoesAsync(Attacker, new { @do = "run", command = new[] { "stat", "-c", "%t:%T", "/dev/tty" } }),
            Is.EqualTo("1:3\n"),
            "/dev/null"
        );

    [Test]
    public async Task Its_environment_is_AWSs()
    {
        var names = JsonNode.Parse(await DoesAsync(Attacker, new { @do = "environment" }))!.AsArray().Select(name => (string)name!);
        Assert.That(
            names.Where(name =>
                !name.StartsWith("AWS_", StringComparison.Ordinal) && !name.StartsWith("DOTNET_", StringComparison.Ordinal)
            ),
            Is.SubsetOf(["HOME", "LAMBDA_TASK_ROOT", "LANG", "LC_CTYPE", "PATH", "PWD", "SECRET", "TZ", "_HANDLER", "_X_AMZN_TRACE_ID"])
        );
    }

    [Test]
    public async Task Detached_processes_end_with_the_function()
    {
        await DeployAsync("detaching", runtime);
        var seconds = $"9{Random.Next(1_000_000):000000}.5";
        Assert.That(await DoesAsync("detaching", new { @do = "detach", seconds }), Is.EqualTo("detached"));
        await UntilAsync(() => Task.FromResult(Sleeping(seconds)), count => count == 1, "The detached process");
        await Root.RestAsync("lambda", HttpMethod.Delete, "/2015-03-31/functions/detaching", null);
        await UntilAsync(() => Task.FromResult(Sleeping(seconds)), count => count == 0, "The end of the detached process");
    }

    static Random Random { get; } = new();

    /// <summary>The processes of this machine that sleep for so long.</summary>
    static int Sleeping(string seconds) =>
        Directory.EnumerateDirectories("/proc").Count(process => CommandLine(process) == $"sleep\0{seconds}\0");

    static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    async Task<IReadOnlyList<string>> ListAsync(string path) =>
        [.. JsonNode.Parse(await DoesAsync(Attacker, new { @do = "list", path }))!.AsArray().Select(name => (string)name!)];

    Task<string> SendAsync(string function, string path, string? basic)
    {
        var address = new Uri(Cloud.Endpoint);
        var authorization = basic is null ? "" : $"Authorization: Basic {basic}\r\n";
        var bytes = $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{authorization}Connection: close\r\n\r\n";
        return DoesAsync(
            function,
            new
            {
                @do = "send",
                port = address.Port,
                bytes,
            }
        );
    }
}
