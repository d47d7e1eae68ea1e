namespace Classroom.Cloud.Tests.Sandboxes;

/// <summary>A function that takes too much of the machine is stopped at the limits of its sandbox.</summary>
sealed class LimitTests : SandboxFixture
{
    const string Greedy = "greedy";

    [OneTimeSetUp]
    public Task Deploy() => DeployAsync(Greedy, "python3.12", memory: 256);

    [Test]
    public async Task Tmp_has_the_size_of_the_functions_setting() =>
        Assert.That(await CannotAsync(Greedy, new { @do = "fill", megabytes = 520 }), Does.Contain("No space left on device"));

    [Test]
    public async Task Tmp_can_be_larger()
    {
        await DeployAsync("roomy", "python3.12", storage: 600);
        Assert.That(await DoesAsync("roomy", new { @do = "fill", megabytes = 520 }), Is.EqualTo("written"));
    }

    [Test]
    public async Task A_variable_that_Python_reads_at_its_start_takes_effect()
    {
        await DeployAsync("with-path", "python3.12", secret: "/tmp/own", variable: "PYTHONPATH");
        Assert.That(await DoesAsync("with-path", new { @do = "paths" }), Does.Contain("/tmp/own"));
    }

    [Test]
    public async Task A_variable_cannot_change_the_sandbox()
    {
        await DeployAsync("injecting", "python3.12", secret: "x\0--bind\0/\0/tmp", variable: "PYTHON_ANYTHING");
        var answer = await OrderAsync("injecting", new { @do = "list", path = "/tmp" });
        Assert.That((string?)answer["errorMessage"], Does.Contain("contains a zero character"), answer.ToJsonString());
    }

    [Test]
    public async Task The_memory_of_all_its_processes_counts()
    {
        var answer = await OrderAsync(Greedy, new { @do = "hog", megabytes = 300 });
        Assert.That((string?)answer["errorType"], Is.EqualTo("Runtime.OutOfMemory"), answer.ToJsonString());
        Assert.That((string?)answer["errorMessage"], Does.EndWith("Error: Runtime exited with error: signal: killed"));
    }

    [Test]
    public async Task It_cannot_have_more_than_1024_processes()
    {
        var answer = (await OrderAsync(Greedy, new { @do = "multiply", count = 1500 })).ToJsonString();
        // The kernel refuses more processes to a user, and the cloud ends a function of the root user, to whom the kernel refuses nothing.
        Assert.That(answer, Does.Contain("Resource temporarily unavailable").Or.Contain("signal: killed"));
    }

    [Test]
    public async Task It_computes_only_when_nobody_else_wants_to_once_it_has_used_more_than_a_share()
    {
        const string Spinning = "user9-spinning";
        await DeployAsync(Spinning, "python3.12");
        Assert.That(await DoesAsync(Spinning, new { @do = "compute", seconds = 50 }), Is.EqualTo("19"));
        await UntilAsync(() => DoesAsync(Spinning, new { @do = "priority" }), priority => priority == "0", "The usual priority");
    }

    [Test]
    public async Task A_crowd_of_processes_computes_only_when_nobody_else_wants_to_before_it_has_used_anything()
    {
        const string Crowded = "user9-crowded";
        await DeployAsync(Crowded, "python3.12");
        Assert.That(
            await DoesAsync(
                Crowded,
                new
                {
                    @do = "crowd",
                    count = 10,
                    seconds = 50,
                }
            ),
            Is.EqualTo("19"),
            "all of them"
        );
        await DeployAsync("user9-few", "python3.12");
        Assert.That(
            await DoesAsync(
                "user9-few",
                new
                {
                    @do = "crowd",
                    count = 2,
                    seconds = 2,
                }
            ),
            Is.EqualTo("0"),
            "two are no crowd"
        );
    }
}
