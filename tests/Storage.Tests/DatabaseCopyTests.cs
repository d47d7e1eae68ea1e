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
    public async Task Rows_of_a_copy_are_removed_added_and_replaced()
    {
        var copy = Copy;
        using var opened = Open();
        await opened.Database.KeepAsync(() =>
        {
            opened.Rows.Put("a", new("old"));
            opened.Rows.Put("gone", new("old"));
        });
        DatabaseCopy.Write(File, copy);
        await opened.Database.KeepAsync(() =>
        {
            opened.Rows.Put("a", new("new"));
            opened.Rows.Put("b", new("more"));
        });
        DatabaseCopy.Change(copy, [new("rows", "gone", "")], DatabaseCopy.Rows(File).Where(row => row.Key is "a" or "b"));
        using var again = new OpenedDatabase(Path.GetDirectoryName(copy)!);
        Assert.That(again.Texts, Is.EqualTo((string[])["a=new", "b=more"]));
    }

    [Test]
    public async Task Missing_rows_of_an_archive_are_added_and_those_that_are_there_stay()
    {
        var copy = Copy;
        using var opened = Open();
        await opened.Database.KeepAsync(() => opened.Items.Put("one", new("as it was"), 1, "user1-a"));
        DatabaseCopy.Write(File, copy);
        await opened.Database.KeepAsync(() =>
        {
            opened.Items.Put("one", new("changed"), 1, "user1-a");
            opened.Items.Put("two", new("second"), 2, "user1-a");
            opened.Items.Put("three", new("of another"), 3, "user10-a");
        });
        DatabaseCopy.AddMissing(File, copy, "items", "user1-");
        using var again = new OpenedDatabase(Path.GetDirectoryName(copy)!);
        Assert.That((again.Owned("user1-a"), again.Owned("user10-a")), Is.EqualTo(((string[])["1=as it was", "2=second"], (string[])[])));
    }

    [Test]
    public async Task A_reduced_copy_has_nothing_of_the_others()
    {
        var copy = Copy;
        using (var opened = Open())
            await opened.Database.KeepAsync(() =>
            {
                opened.Rows.Put("user1-a", new("kept"));
                opened.Rows.Put("user2-a", new("the secret of another"));
                opened.Items.Put("one", new("kept"), 1, "user1-a");
                opened.Items.Put("two", new("the secret of another"), 1, "user2-a");
            });
        DatabaseCopy.Write(File, copy);
        DatabaseCopy.Reduce(copy, [.. DatabaseCopy.Rows(copy).Where(row => row.Key == "user1-a")], "items", "user1-");
        Assert.That(
            System.Text.Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(copy)),
            Does.Not.Contain("the secret of another")
        );
        using var again = new OpenedDatabase(Path.GetDirectoryName(copy)!);
        Assert.That((again.Texts, again.Owned("user1-a")), Is.EqualTo(((string[])["user1-a=kept"], (string[])["1=kept"])));
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
