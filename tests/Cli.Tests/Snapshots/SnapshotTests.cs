using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Tests.Snapshots;

/// <summary>A class is saved, goes on, and comes back: whole or not at all.</summary>
sealed class SnapshotTests
{
    const string Settings = """
        classroom:delayScale: 0
        classroom:transientErrorRate: 0
        classroom:labs: [orders, greeting]
        classroom:access: user
        classroom:students: [user1, user2]
        """;

    Classroom classroom = null!;

    [SetUp]
    public async Task NewClass()
    {
        classroom = Classroom.Of(Settings);
        await classroom.DoneAsync("up", "--yes");
    }

    [TearDown]
    public async Task RemoveClass() => await classroom.DisposeAsync();

    [Test]
    public async Task A_class_comes_back_as_it_was_and_waiting_executions_go_on()
    {
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
        await StartWaitingAsync("user2");
        var (there, runs) = (await InventoryAsync(), await RunsAsync());
        await classroom.DoneAsync("snapshot", "save", "before");

        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user2");
        await classroom.DoneAsync("answer", "--student", "user2", "--succeed");
        var root = await classroom.RootAsync();
        await root.RestAsync("lambda", HttpMethod.Delete, "/2015-03-31/functions/user1-validate-fn");
        await classroom.DoneAsync("destroy", "--student", "user2", "--yes");
        Assert.That(await RunsAsync(), Is.Not.EqualTo(runs));
        var restored = await classroom.DoneAsync("snapshot", "restore", "before", "--yes");

        Assert.That(restored.Out, Does.Contain("The access keys of the students are the same as before."));
        Assert.That(await InventoryAsync(), Is.EqualTo(there));
        Assert.That(await RunsAsync(), Is.EqualTo(runs));
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
        await classroom.DoneAsync("answer", "--student", "user2", "--succeed", "{\"done\":true}");
        await UntilAsync(
            async () =>
                (await classroom.DoneAsync("history", "callback-workflow", "--student", "user2", "--list")).Out.Contains("SUCCEEDED"),
            "The execution that waited goes on"
        );
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
    }

    [Test]
    public async Task A_class_moves_to_another_machine_in_one_file_that_only_its_owner_can_read()
    {
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
        await classroom.DoneAsync("snapshot", "save", "monday");
        var file = Path.Combine(classroom.Folder, "monday.snapshot");
        await classroom.DoneAsync("snapshot", "export", "monday", file);
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        await using var other = Classroom.Of(Settings);
        await other.DoneAsync("snapshot", "import", "from-monday", file);
        await other.DoneAsync("snapshot", "restore", "from-monday", "--yes");
        await other.DoneAsync("cloud", "start");
        Assert.That(await SecretsAsync(other), Is.EqualTo(await SecretsAsync(classroom)));
        Assert.That(
            (await other.DoneAsync("history", "greeting-workflow", "--student", "user1", "--list")).Out,
            Is.EqualTo((await classroom.DoneAsync("history", "greeting-workflow", "--student", "user1", "--list")).Out)
        );
        Assert.That((await other.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
        await other.DoneAsync("run", "greeting-workflow", "--student", "user2");
        Assert.That((await other.DoneAsync("snapshot", "list")).Out, Does.Contain("from-monday"));
    }

    [Test]
    public async Task A_damaged_or_foreign_file_is_refused_and_changes_nothing()
    {
        await classroom.DoneAsync("snapshot", "save", "good");
        var file = Path.Combine(classroom.Folder, "good.snapshot");
        await classroom.DoneAsync("snapshot", "export", "good", file);
        var text = Path.Combine(classroom.Folder, "text");
        await File.WriteAllTextAsync(text, "hello");
        var foreign = Path.Combine(classroom.Folder, "foreign.zip");
        using (var archive = ZipFile.Open(foreign, ZipArchiveMode.Create))
            archive.CreateEntry("readme.txt");
        foreach (
            var (path, sentence) in (IEnumerable<(string, string)>)
                [
                    (text, $"{text} is damaged, or is not a snapshot of a class"),
                    (foreign, $"{foreign} is not a snapshot of a class: it has no manifest.json. Nothing was changed."),
                    (
                        Changed(file, "flipped", archive => Flip(archive, "cloud/cloud.db")),
                        "cloud/cloud.db does not match its checksum. Nothing"
                    ),
                    (
                        Changed(file, "short", archive => archive.GetEntry("stacks/dev/state.db")!.Delete()),
                        "state.db is not complete. Nothing"
                    ),
                    (
                        Changed(file, "outside", archive => Edit(archive, "\"stacks/dev/state.db\"", "\"stacks/../../evil\"")),
                        "is not a snapshot of a class. Nothing was changed."
                    ),
                    (
                        Changed(file, "newer", archive => Edit(archive, "\"format\": 1", "\"format\": 2")),
                        "another version of Classroom (format 2; this version reads format 1)"
                    ),
                    (Path.Combine(classroom.Folder, "nothing"), "There is no file"),
                ]
        )
        {
            var refused = await classroom.RunAsync("snapshot", "import", "bad", path);
            Assert.That(refused.Code, Is.EqualTo(1).Or.EqualTo(3), $"{path}: {refused}");
            Assert.That(refused.Err, Does.Contain(sentence));
        }
        var listed = (await classroom.DoneAsync("snapshot", "list", "--json")).Json.AsArray();
        Assert.That(listed.Select(snapshot => (string?)snapshot!["name"]), Is.EqualTo((string[])["good"]));

        var database = Path.Combine(classroom.Home, "snapshots", "good", "cloud", "cloud.db");
        var bytes = await File.ReadAllBytesAsync(database);
        bytes[5000] ^= 1;
        await File.WriteAllBytesAsync(database, bytes);
        var before = await InventoryAsync();
        var damaged = await classroom.RunAsync("snapshot", "restore", "good", "--yes");
        Assert.That(
            (damaged.Code, damaged.Err),
            Is.EqualTo((1, "The snapshot 'good' is damaged: its file cloud/cloud.db does not match its checksum. Nothing was changed.\n"))
        );
        Assert.That(await InventoryAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_restore_says_whose_keys_are_others()
    {
        var keys = await SecretsAsync(classroom);
        await classroom.DoneAsync("snapshot", "save", "before");
        await classroom.DoneAsync("reset", "--student", "user1", "--yes");
        Assert.That(await SecretsAsync(classroom), Is.Not.EqualTo(keys));
        var restored = await classroom.DoneAsync("snapshot", "restore", "before", "--yes");
        Assert.That(restored.Out, Does.Contain("The access keys of user1 are those of the snapshot: hand out their profiles again"));
        Assert.That(await SecretsAsync(classroom), Is.EqualTo(keys));
    }

    [Test]
    public async Task A_snapshot_that_is_removed_is_gone_and_the_class_stays()
    {
        await classroom.DoneAsync("snapshot", "save", "one");
        await classroom.DoneAsync("snapshot", "save", "two");
        Assert.That((await classroom.RunAsync("snapshot", "remove", "one")).Err, Does.Contain("Add --yes to skip the prompt"));
        // A snapshot whose manifest cannot be read can be removed too.
        await File.WriteAllTextAsync(Path.Combine(classroom.Home, "snapshots", "two", "manifest.json"), "{");
        await classroom.DoneAsync("snapshot", "remove", "two", "--yes");
        var (there, removed) = (await InventoryAsync(), await classroom.DoneAsync("snapshot", "remove", "one", "--yes"));

        Assert.That(removed.Out, Does.Contain("The snapshot one is deleted"));
        Assert.That((await classroom.DoneAsync("snapshot", "list", "--json")).Json.AsArray(), Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(classroom.Home, "snapshots"), "one*"), Is.Empty);
        Assert.That(await InventoryAsync(), Is.EqualTo(there));
        var again = await classroom.RunAsync("snapshot", "remove", "one", "--yes");
        Assert.That(again.Err, Does.StartWith("There is no snapshot 'one'"));
    }

    [Test]
    public async Task Names_are_checked_and_a_snapshot_is_never_overwritten()
    {
        await classroom.DoneAsync("snapshot", "save", "one");
        var again = await classroom.RunAsync("snapshot", "save", "one");
        Assert.That(
            (again.Code, again.Err),
            Is.EqualTo((3, again.Err)).And.Matches<(int, string)>(told => told.Item2.Contains("already a snapshot 'one'"))
        );
        foreach (var name in (string[])["../one", "", "a b", ".hidden"])
            Assert.That((await classroom.RunAsync("snapshot", "save", name)).Err, Does.Contain("is not a valid name of a snapshot"), name);
        var unknown = await classroom.RunAsync("snapshot", "restore", "two", "--yes");
        Assert.That((unknown.Code, unknown.Err), Is.EqualTo((3, "There is no snapshot 'two'. There are one.\n")));
        var asked = await classroom.RunAsync("snapshot", "restore", "one");
        Assert.That(asked.Err, Does.Contain("Add --yes"));
    }

    [TestCase("staged")]
    [TestCase("ended")]
    [TestCase("decided")]
    public async Task A_restore_that_is_killed_leaves_the_old_class_or_the_new_one(string moment)
    {
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
        var saved = await RunsAsync();
        await classroom.DoneAsync("snapshot", "save", "before");
        await classroom.DoneAsync("run", "greeting-workflow", "--student", "user1");
        var now = await RunsAsync();
        var cloud = (int)(await classroom.DoneAsync("cloud", "status", "--json")).Json["process"]!;
        using (var restore = classroom.Start("snapshot", "restore", "before", "--yes"))
        {
            while (!restore.HasExited && !Has(moment, cloud)) { }
            restore.Kill();
            await restore.WaitForExitAsync();
        }
        await classroom.DoneAsync("cloud", "start");
        Assert.That(await RunsAsync(), Is.EqualTo(saved).Or.EqualTo(now));
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
        Assert.That(Directory.Exists(Path.Combine(classroom.Home, "restoring")), Is.False);
        await classroom.DoneAsync("snapshot", "restore", "before", "--yes");
        Assert.That(await RunsAsync(), Is.EqualTo(saved));
    }

    [Test]
    public async Task A_snapshot_of_a_class_at_work_can_be_restored()
    {
        using var stop = new CancellationTokenSource();
        var work = WorkAsync(stop.Token);
        for (var number = 0; number < 5; number++)
            await classroom.DoneAsync("snapshot", "save", $"work-{number}");
        await stop.CancelAsync();
        Assert.That(await work, Is.GreaterThan(0), "executions were started meanwhile");
        await classroom.DoneAsync("snapshot", "restore", "work-2", "--yes");
        await UntilAsync(
            async () =>
                (
                    await classroom.DoneAsync(
                        "cloud",
                        "query",
                        "select count(*) as running from executions where status = 'RUNNING'",
                        "--json"
                    )
                ).Json["running"]!.GetValue<string>() == "0",
            "All executions that ran go on to their ends"
        );
        Assert.That((await classroom.DoneAsync("preview")).Out, Does.StartWith("Nothing to do: all "));
    }

    bool Has(string moment, int cloud) =>
        moment switch
        {
            "staged" => Directory.Exists(Path.Combine(classroom.Home, "restoring.new")),
            "ended" => !IsAlive(cloud),
            _ => Directory.Exists(Path.Combine(classroom.Home, "restoring")),
        };

    static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    async Task<int> WorkAsync(CancellationToken stop)
    {
        var root = await classroom.RootAsync();
        var started = 0;
        while (!stop.IsCancellationRequested)
        {
            await root.CallAsync(
                "states",
                "StartExecution",
                new
                {
                    stateMachineArn = $"arn:aws:states:us-east-1:000000000000:stateMachine:user{started % 2 + 1}-greeting-workflow",
                    input = """{"name":"Alice"}""",
                }
            );
            started++;
        }
        return started;
    }

    async Task StartWaitingAsync(string student)
    {
        await File.WriteAllTextAsync(Path.Combine(classroom.Folder, "job.json"), """{"jobId":"job-1"}""");
        await classroom.DoneAsync("run", "callback-workflow", "--student", student, "--input", "job.json", "--detach");
        await UntilAsync(
            async () => (await classroom.DoneAsync("answer", "--student", student)).Out.Contains("StartLongRunningTask"),
            "The task waits"
        );
    }

    async Task<List<string>> InventoryAsync() => await Inventory.AllAsync(await classroom.RootAsync());

    async Task<string> RunsAsync() =>
        (await classroom.DoneAsync("cloud", "query", "select machine, name, status from executions order by name", "--json")).Out;

    static async Task<string> SecretsAsync(Classroom classroom)
    {
        var outputs = (JsonObject)(await classroom.DoneAsync("outputs", "--json", "--show-secrets")).Json;
        return string.Join(
            '\n',
            outputs.Select(student => $"{student.Key} {student.Value!["access_key_id"]} {student.Value["secret_access_key"]}")
        );
    }

    static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
            Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(60)), what);
    }

    static string Changed(string file, string name, Action<ZipArchive> change)
    {
        var copy = $"{file}.{name}";
        File.Copy(file, copy);
        using var archive = ZipFile.Open(copy, ZipArchiveMode.Update);
        change(archive);
        return copy;
    }

    static void Flip(ZipArchive archive, string name)
    {
        using var content = archive.GetEntry(name)!.Open();
        content.Position = 5000;
        var value = content.ReadByte();
        content.Position = 5000;
        content.WriteByte((byte)(value ^ 1));
    }

    static void Edit(ZipArchive archive, string from, string to)
    {
        var entry = archive.GetEntry("manifest.json")!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
            text = reader.ReadToEnd();
        Assert.That(text, Does.Contain(from));
        entry.Delete();
        using var writer = new StreamWriter(archive.CreateEntry("manifest.json").Open());
        writer.Write(text.Replace(from, to, StringComparison.Ordinal));
    }
}
