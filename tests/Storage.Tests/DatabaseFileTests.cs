namespace Classroom.Storage.Tests;

/// <summary>The settings of the file and of the connection that writes it.</summary>
sealed class DatabaseFileTests : FolderTest
{
    // SQLite's numbers: 2 is FULL, which waits for the disk at each commit; 1 is NORMAL, which waits at checkpoints alone.
    [TestCase((int)Durability.Full, ExpectedResult = 2)]
    [TestCase((int)Durability.Normal, ExpectedResult = 1)]
    public long A_commit_waits_for_the_disk_where_the_durability_is_full(int durability)
    {
        using var file = new DatabaseFile(Folder, "test.db", "Somebody", (Durability)durability);
        file.Open((_, _) => { });
        Assert.That(file.Writing!.Text("PRAGMA journal_mode"), Is.EqualTo("wal"), "so that readers do not wait for the writer");
        return file.Writing.Number("PRAGMA synchronous");
    }

    [Test]
    public void The_log_beside_the_file_does_not_stay_large_and_sorting_needs_no_other_file()
    {
        using var file = new DatabaseFile(Folder, "test.db", "Somebody", Durability.Normal);
        file.Open((_, _) => { });
        Assert.That(
            new[] { "wal_autocheckpoint", "journal_size_limit", "temp_store" }.Select(name => file.Writing!.Number($"PRAGMA {name}")),
            Is.EqualTo(new[] { 4000, 64 * 1024 * 1024, 2 })
        );
    }

    [Test]
    public void A_file_is_marked_as_a_database_of_this_program_in_its_format()
    {
        Open().Dispose();
        using var file = Sqlite.Connection.Open(File, isReadOnly: true);
        Assert.That(
            (file.Number("PRAGMA application_id"), file.Number("PRAGMA user_version")),
            Is.EqualTo(((long)Schema.Application, (long)Schema.Version))
        );
    }

    [Test]
    public async Task The_pages_of_removed_rows_go_back_to_the_disk()
    {
        using var opened = Open();
        await opened.Database.KeepAsync(() => opened.Rows.Put("large", new(new('x', 1_000_000))));
        await opened.Database.KeepAsync(() => opened.Rows.Remove("large"));
        Assert.That(Free(opened), Is.GreaterThan(200));
        opened.Database.Compact();
        await opened.SettledAsync();
        Assert.That(Free(opened), Is.Zero);
    }

    static long Free(OpenedDatabase opened) => opened.Database.Read(connection => connection.Number("PRAGMA freelist_count"));
}
