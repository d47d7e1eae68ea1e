namespace Classroom.Storage.Tests;

/// <summary>Copies of a database that another process writes.</summary>
sealed class DatabaseCopyTests : FolderTest
{
    string Copy => Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "copy")).FullName, "test.db");

    [Test]
    public async Task A_copy_has_what_was_committed_and_opens_like_a_database_that_was_closed()
    {
        string id;
        var copy = Copy;
        using (var opened = Open())
        {
            await opened.Database.KeepAsync(() => opened.Rows.Put("a", new("one")));
            await opened.Database.KeepAsync(() => opened.Items.Add(new("first"), 1, "owner"));
            DatabaseCopy.Write(File, copy);
            await opened.Database.KeepAsync(() => opened.Rows.Put("a", new("two")));
            id = opened.Database.Id;
        }
        Assert.That(Commits.Read(copy), Is.Not.Null.And.Property(nameof(LastEnd.IsClean)).True);
        Assert.That(
            Directory.EnumerateFiles(Path.GetDirectoryName(copy)!).Select(Path.GetFileName),
            Is.EquivalentTo((string[])["test.db", "test.db.check"])
        );
        Assert.That(DatabaseCopy.Identify(copy), Is.EqualTo((id, (long)Schema.Version)));
        using var again = new OpenedDatabase(Path.GetDirectoryName(copy)!);
        Assert.That((again.Texts, again.Owned("owner"), again.Database.Id), Is.EqualTo(((string[])["a=one"], (string[])["1=first"], id)));
    }

    [Test]
    public async Task A_copy_has_whole_transactions_while_another_thread_writes()
    {
        using var opened = Open();
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
                await opened.Database.KeepAsync(() =>
                {
                    opened.Rows.Put("left", new($"{number}"));
                    opened.Rows.Put("right", new($"{number}"));
                });
        });
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var copy = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, $"copy{attempt}")).FullName, "test.db");
            DatabaseCopy.Write(File, copy);
            using var read = new OpenedDatabase(Path.GetDirectoryName(copy)!);
            Assert.That(read.Rows.Find("left"), Is.EqualTo(read.Rows.Find("right")));
        }
        await stop.CancelAsync();
        await writing;
    }

    [Test]
    public async Task Rows_of_one_table_are_carried_over_and_replace_those_of_the_same_key()
    {
        var copy = Copy;
        using var opened = Open();
        await opened.Database.KeepAsync(() => opened.Rows.Put("a", new("old")));
        DatabaseCopy.Write(File, copy);
        await opened.Database.KeepAsync(() =>
        {
            opened.Rows.Put("a", new("new"));
            opened.Rows.Put("b", new("more"));
        });
        DatabaseCopy.CarryOver(File, copy, "rows");
        using var again = new OpenedDatabase(Path.GetDirectoryName(copy)!);
        Assert.That(again.Texts, Is.EqualTo((string[])["a=new", "b=more"]));
    }

    [Test]
    public void A_file_that_is_no_database_of_this_program_is_not_identified()
    {
        var path = Path.Combine(Folder, "other");
        System.IO.File.WriteAllText(path, "hello, this is no database, but it is long enough to look at");
        Assert.That(DatabaseCopy.Identify(path), Is.Null);
        Assert.That(DatabaseCopy.Identify(Path.Combine(Folder, "nothing")), Is.Null);
        using (var foreign = Sqlite.Connection.Open(Path.Combine(Folder, "foreign")))
            foreign.Execute("CREATE TABLE t (x)");
        Assert.That(DatabaseCopy.Identify(Path.Combine(Folder, "foreign")), Is.Null);
    }
}
