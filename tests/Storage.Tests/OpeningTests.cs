namespace Classroom.Storage.Tests;

/// <summary>What a database finds when it is opened: the last end, its views, its reader beside nobody.</summary>
sealed class OpeningTests : FolderTest
{
    // The file beside the database tells how it was left; what cannot be read there counts as nothing.
    [TestCase("running 5 full\n", ExpectedResult = "False 5 Full 0 0")]
    [TestCase("running 0000000000000000005 normal\n", ExpectedResult = "False 5 Normal 0 0")]
    [TestCase("closed 7 4096 12\n", ExpectedResult = "True 7 Full 4096 12")]
    [TestCase("closed 7 4096 4294967295", ExpectedResult = "True 7 Full 4096 4294967295")]
    [TestCase("", ExpectedResult = null)]
    [TestCase("running 5", ExpectedResult = null)]
    [TestCase("running x full", ExpectedResult = null)]
    [TestCase("running -5 full", ExpectedResult = null)]
    [TestCase("running 5 sometimes", ExpectedResult = null)]
    [TestCase("closed 7 4096", ExpectedResult = null)]
    [TestCase("closed x 4096 12", ExpectedResult = null)]
    [TestCase("closed 7 x 12", ExpectedResult = null)]
    [TestCase("closed 7 4096 x", ExpectedResult = null)]
    [TestCase("open 7 4096 12", ExpectedResult = null)]
    public string? The_last_end(string text)
    {
        System.IO.File.WriteAllText(File + ".check", text);
        return Commits.Read(File) is { } end ? $"{end.IsClean} {end.Commits} {end.Durability} {end.Length} {end.Checksum}" : null;
    }

    [Test]
    public void Without_a_file_beside_it_nothing_is_known_of_the_last_end() => Assert.That(Commits.Read(File), Is.Null);

    [Test]
    public async Task Commits_that_are_missing_are_counted_and_with_full_durability_refused()
    {
        using (var opened = Open(Durability.Full))
            await opened.Database.KeepAsync(() => opened.Rows.Put("a", new("1")));
        System.IO.File.WriteAllText(File + ".check", "running 3 full\n");
        Assert.That(
            () => Open(Durability.Full),
            Throws
                .TypeOf<StorageException>()
                .With.Message.StartsWith(
                    $"The data in {Folder} is damaged: the last 2 transactions before the process ended "
                        + "are missing, although they had been written."
                )
        );
        System.IO.File.WriteAllText(File + ".check", "running 3 normal\n");
        using (var again = Open())
            Assert.That(
                again.Database.Warning,
                Is.EqualTo(
                    "the last 2 transactions before the process ended are missing: with --durability normal a power cut can lose them"
                )
            );
        System.IO.File.WriteAllText(File + ".check", "running 1 full\n");
        using var whole = Open(Durability.Full);
        Assert.That((whole.Database.Warning, whole.Texts), Is.EqualTo(((string?)null, new[] { "a=1" })));
    }

    [Test]
    public void A_database_of_an_older_format_is_refused()
    {
        Open().Dispose();
        using (var older = Sqlite.Connection.Open(File))
            older.Execute("PRAGMA user_version = 0");
        System.IO.File.Delete(File + ".check");
        Assert.That(
            () => Open(),
            Throws
                .TypeOf<StorageException>()
                .With.Message.EqualTo(
                    $"The data in {Folder} was written by another version (format 0; this version reads format 1). "
                        + "Update Classroom, or name another folder."
                )
        );
    }

    [Test]
    public void A_reader_where_nothing_is_finds_nothing_and_makes_nothing()
    {
        using var reader = new Database(Folder, "test.db", holder: null);
        var rows = new Table<Row>(reader, "rows");
        reader.Open();
        Assert.That((rows.Count, reader.Id, reader.SettledAsync().IsCompletedSuccessfully), Is.EqualTo((0, "", true)));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder), Is.Empty);
        Assert.That(() => rows.Put("a", new("1")), Throws.InvalidOperationException.With.Message.EqualTo($"{Folder} was opened read-only"));
    }

    [Test]
    public void A_database_keeps_its_id_and_another_has_another()
    {
        string id;
        using (var first = Open())
            id = first.Database.Id;
        using (var again = Open())
            Assert.That(again.Database.Id, Is.EqualTo(id).And.Length.EqualTo(32));
        using var other = new Database(Folder + "/other", "test.db", "Somebody");
        other.Open();
        Assert.That(other.Id, Is.Not.EqualTo(id));
    }

    [Test]
    public async Task A_view_whose_definition_has_changed_is_made_anew()
    {
        foreach (var column in (string[])["'one'", "'two'", "'two'"])
        {
            using var database = new Database(Folder, "test.db", "Somebody");
            _ = new Table<Row>(database, "rows");
            database.View("numbers", $"SELECT {column} AS number");
            database.Open();
            Assert.That(database.Read(connection => connection.Text("SELECT number FROM numbers")), Is.EqualTo(column.Trim('\'')));
            await database.SettledAsync();
        }
    }

    [Test]
    public void A_folder_whose_owner_left_no_name_is_in_use_by_another_process()
    {
        using var first = Open();
        System.IO.File.Delete(Path.Combine(Folder, "lock.holder"));
        Assert.That(
            () => Open(),
            Throws
                .TypeOf<FolderInUseException>()
                .With.Message.EqualTo($"Another process is using the data in {Folder}. Stop it, or name another folder.")
        );
    }

    [Test]
    public void The_folder_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has other rights");
        else
        {
            var folder = Path.Combine(Folder, "new");
            using var opened = new OpenedDatabase(folder);
            Assert.That(
                System.IO.File.GetUnixFileMode(folder),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
            );
        }
    }

    [Test]
    public async Task A_repair_leaves_out_the_row_that_is_not_what_was_written()
    {
        using (var opened = Open())
            await opened.Database.KeepAsync(() =>
            {
                opened.Rows.Put("good", new("some good text"));
                opened.Rows.Put("bad", new("some special text"));
                opened.Items.Put("bad", new("some special item"), at: 1, owner: "o");
                opened.Items.Put("good", new("some good item"), at: 2, owner: "o");
            });
        using (var disk = Sqlite.Connection.Open(File))
        {
            disk.Execute("UPDATE rows SET value = replace(value, 'special', 'damaged')");
            disk.Execute("UPDATE items SET value = replace(value, 'special', 'damaged')");
        }
        var repaired = Repair.Run(Folder, "test.db", "Somebody", DateTimeOffset.UnixEpoch);
        Assert.That(repaired.IsComplete, Is.False);
        Assert.That(
            repaired.Tables,
            Is.EquivalentTo(new RepairedTable[] { new("rows", 1, 1, IsWhole: true), new("items", 1, 1, IsWhole: true) })
        );
        using var again = Open();
        Assert.That(again.Texts, Is.EqualTo(new[] { "good=some good text" }));
        Assert.That(again.Items.Read(new()).Select(entry => entry.Value.Text), Is.EqualTo(new[] { "some good item" }));
    }
}
