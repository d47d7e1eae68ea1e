namespace Classroom.Storage.Tests;

sealed class DamageTests : FolderTest
{
    const string Advice = "Run `./classroom cloud repair` to save what can be read, or name another folder.";

    [Test]
    public async Task Every_flipped_bit_of_a_file_that_was_closed_is_found_at_the_start()
    {
        await FillAsync();
        var whole = System.IO.File.ReadAllBytes(File);
        for (var at = 100; at < whole.Length; at += 997)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x10;
            System.IO.File.WriteAllBytes(File, damaged);
            Assert.That(
                () => Open(),
                Throws
                    .TypeOf<StorageException>()
                    .With.Message.EqualTo($"The data in {Folder} is damaged: {File} has changed since it was closed. {Advice}"),
                $"byte {at}"
            );
        }
    }

    [Test]
    public async Task A_file_that_was_cut_is_found_at_the_start()
    {
        await FillAsync();
        var whole = System.IO.File.ReadAllBytes(File);
        foreach (var length in (int[])[whole.Length - 1, whole.Length / 2, 4096])
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.That(() => Open(), Throws.TypeOf<StorageException>().With.Message.EndsWith(Advice), $"{length} bytes");
        }
    }

    [Test]
    public async Task Of_a_killed_process_every_bit_of_the_log_that_counts_is_found()
    {
        using var opened = Open(Durability.Full);
        for (var i = 0; i < 20; i++)
            await opened.Database.KeepAsync(() => opened.Rows.Put($"{i}", new($"text {i}")));
        var killed = Killed();
        var log = Path.Combine(killed, "test.db-wal");
        var whole = System.IO.File.ReadAllBytes(log);
        var found = 0;
        for (var at = 40; at < whole.Length; at += 991)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x01;
            var copy = CopyOf(killed);
            System.IO.File.WriteAllBytes(Path.Combine(copy, "test.db-wal"), damaged);
            try
            {
                using var again = new OpenedDatabase(copy);
                Assert.That(again.Texts, Is.EqualTo(opened.Texts), $"byte {at}: what is started is right");
            }
            catch (StorageException exception)
            {
                found++;
                Assert.That(exception.Message, Does.Contain("is damaged").And.EndsWith(Advice));
            }
        }
        Assert.That(found, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_power_cut_with_normal_durability_is_told_and_starts()
    {
        using var opened = Open(Durability.Normal);
        for (var i = 0; i < 5; i++)
            await opened.Database.KeepAsync(() => opened.Rows.Put($"{i}", new("text")));
        var killed = Killed();
        var log = Path.Combine(killed, "test.db-wal");
        var whole = System.IO.File.ReadAllBytes(log);
        System.IO.File.WriteAllBytes(log, whole[..^100]);
        using var again = new OpenedDatabase(killed);
        Assert.That(again.Database.Warning, Does.StartWith("the last transaction before the process ended is missing"));
        Assert.That(again.Rows.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task A_row_that_is_not_what_was_written_is_told_when_it_is_read()
    {
        using var opened = Open();
        await opened.Database.KeepAsync(() =>
        {
            opened.Items.Put("good", new("good text"), at: 1, owner: "o");
            opened.Items.Put("bad", new("some very special text"), at: 2, owner: "o");
        });
        var killed = Killed();
        Change(killed, "some very special text", "some very damaged text");
        using var again = new OpenedDatabase(killed);
        Assert.That(again.Items.Find("good")!.Value.Text, Is.EqualTo("good text"));
        Assert.That(
            () => again.Items.Find("bad"),
            Throws
                .TypeOf<DamagedRowException>()
                .With.Message.Matches(
                    @"Row 2 of items \(bad\) in .* is damaged: its content does not match its checksum\. "
                        + @"Stop the cloud and run `\./classroom cloud repair`\."
                )
        );
    }

    [Test]
    public async Task A_table_with_a_row_that_is_not_what_was_written_does_not_start()
    {
        using var opened = Open();
        await opened.Database.KeepAsync(() => opened.Rows.Put("bad", new("some very special text")));
        var killed = Killed();
        Change(killed, "some very special text", "some very damaged text");
        Assert.That(
            () => new OpenedDatabase(killed),
            Throws.TypeOf<StorageException>().With.Message.Contains("a row of rows (bad) does not match its checksum")
        );
    }

    [TestCase("a letter\nto nobody\n", "is not a database of this program. Name another folder, or move the file away.")]
    [TestCase("", "is not a database of this program. Name another folder, or move the file away.")]
    public void A_foreign_file_is_refused_and_left_as_it_is(string content, string message)
    {
        System.IO.File.WriteAllText(File, content);
        Assert.That(() => Open(), Throws.TypeOf<StorageException>().With.Message.EndsWith(message));
        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo(content));
    }

    [Test]
    public void The_database_of_another_program_is_refused()
    {
        using (var other = Sqlite.Connection.Open(File))
            other.Execute("CREATE TABLE rows (a)");
        Assert.That(
            () => Open(),
            Throws
                .TypeOf<StorageException>()
                .With.Message.EndsWith("is not a database of this program. Name another folder, or move the file away.")
        );
    }

    [Test]
    public void A_newer_format_is_refused()
    {
        Open().Dispose();
        using (var newer = Sqlite.Connection.Open(File))
            newer.Execute("PRAGMA user_version = 99");
        System.IO.File.Delete(File + ".check");
        Assert.That(
            () => Open(),
            Throws
                .TypeOf<StorageException>()
                .With.Message.EqualTo(
                    $"The data in {Folder} was written by a newer version (format 99; this version reads format 1). "
                        + "Update Classroom, or name another folder."
                )
        );
    }

    [Test]
    public void A_file_in_the_folders_place_is_refused()
    {
        var path = Path.Combine(Folder, "file");
        System.IO.File.WriteAllText(path, "");
        Assert.That(
            () => new OpenedDatabase(path),
            Throws
                .TypeOf<StorageException>()
                .With.Message.EqualTo($"{path} is a file; the data needs a folder. Move the file away, or name another folder.")
        );
    }

    [Test]
    public void A_file_that_is_gone_is_told()
    {
        using (Open()) { }
        System.IO.File.Delete(File);
        Assert.That(() => Open().Dispose(), Throws.TypeOf<StorageException>().With.Message.StartsWith($"The file {File} is missing"));
    }

    [Test]
    public void A_folder_in_the_files_place_is_refused()
    {
        Directory.CreateDirectory(File);
        Assert.That(
            () => Open(),
            Throws.TypeOf<StorageException>().With.Message.Contains("is a folder; the data must be in a file with this name")
        );
    }

    [Test, Platform(Exclude = "Win"), System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_that_may_not_be_written_to_is_refused()
    {
        if (Environment.UserName == "root")
            Assert.Ignore("the root user may write everywhere");
        System.IO.File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.That(
                () => Open(),
                Throws
                    .TypeOf<StorageException>()
                    .With.Message.EqualTo($"The folder {Folder} is not writable. Change its permissions, or name another folder.")
            );
        }
        finally
        {
            System.IO.File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    async Task FillAsync()
    {
        using var opened = Open();
        await opened.Database.KeepAsync(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                opened.Rows.Put($"{i}", new($"text {i}"));
                opened.Items.Add(new($"item {i}"), at: i, owner: "o");
            }
        });
    }

    static string CopyOf(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("classroom-damaged-").FullName;
        foreach (var path in Directory.EnumerateFiles(folder))
            System.IO.File.Copy(path, Path.Combine(copy, Path.GetFileName(path)));
        return copy;
    }

    /// <summary>Changes a text in the database itself, behind the checksums, as a bad disk would.</summary>
    static void Change(string folder, string from, string to)
    {
        var path = Path.Combine(folder, "test.db");
        // What is in the log goes into the file first: the log has checksums of its own.
        using (var connection = Sqlite.Connection.Open(path))
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var bytes = System.IO.File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(from));
        System.Text.Encoding.UTF8.GetBytes(to).CopyTo(bytes, at);
        System.IO.File.WriteAllBytes(path, bytes);
    }
}
