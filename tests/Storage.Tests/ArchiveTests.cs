namespace Classroom.Storage.Tests;

sealed class ArchiveTests : FolderTest
{
    [Test]
    public async Task Rows_of_an_owner_are_read_in_order_in_both_directions_and_in_portions()
    {
        using var opened = Open();
        opened.Database.Atomically(() =>
        {
            for (var i = 0; i < 1000; i++)
                opened.Items.Add(new($"{i}"), at: (i * 7919) % 1000, owner: i % 2 == 0 ? "even" : "odd");
        });
        await opened.SettledAsync();
        var ascending = opened.Items.Read(new() { Owner = "even" }).Select(entry => entry.At).ToList();
        Assert.That(ascending, Has.Count.EqualTo(500).And.Ordered);
        Assert.That(
            opened.Items.Read(new() { Owner = "even", Descending = true }).Select(entry => entry.At),
            Is.EqualTo(ascending.AsEnumerable().Reverse())
        );
        Assert.That(
            opened
                .Items.Read(
                    new()
                    {
                        Owner = "even",
                        From = 100,
                        To = 200,
                    }
                )
                .Select(entry => entry.At),
            Is.EqualTo(ascending.Where(at => at is >= 100 and < 200))
        );
        Assert.That(opened.Items.Read(new() { Owner = "even", Most = 3 }).Select(entry => entry.At), Is.EqualTo(ascending.Take(3)));
    }

    [Test]
    public async Task Rows_at_one_position_keep_the_order_in_which_they_came()
    {
        using var opened = Open();
        for (var i = 0; i < 250; i++)
            opened.Items.Add(new($"{i}"), at: 5, owner: "o");
        await opened.SettledAsync();
        Assert.That(
            opened.Items.Read(new() { Owner = "o" }).Select(entry => entry.Value.Text),
            Is.EqualTo(Enumerable.Range(0, 250).Select(i => $"{i}"))
        );
    }

    [Test]
    public async Task The_row_of_a_key_is_replaced_and_keeps_its_number()
    {
        using var opened = Open();
        var number = opened.Items.Reserve();
        opened.Items.Put("k", new("1"), at: 1, owner: "o", state: "RUNNING", number: number);
        opened.Items.Put("k", new("2"), at: 1, owner: "o", state: "DONE");
        await opened.SettledAsync();
        Assert.That(opened.Items.Find("k"), Is.EqualTo(new Entry<Row>(number, "k", "o", 1, new("2"))));
        Assert.That(opened.Items.Read(new() { State = "RUNNING" }), Is.Empty);
        Assert.That(opened.Items.Read(new() { State = "DONE" }).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Rows_are_removed_by_key_owner_position_and_age()
    {
        using var opened = Open();
        foreach (var owner in (string[])["a", "b", "ba", "bb", "c"])
        {
            for (var i = 0; i < 4; i++)
                opened.Items.Add(new($"{i}"), at: i, owner: owner, key: $"{owner}{i}");
        }
        opened.Items.Remove("a0");
        opened.Items.RemoveOf("a", before: 2);
        opened.Items.RemoveOf("c");
        opened.Items.RemoveOf(Names.Below("b"));
        await opened.SettledAsync();
        Assert.That(opened.Items.Read(new()).Select(entry => entry.Key), Is.EqualTo(new[] { "a2", "a3" }));
        opened.Items.RemoveBefore(3, most: 10);
        await opened.SettledAsync();
        Assert.That(opened.Items.Read(new()).Select(entry => entry.Key), Is.EqualTo(new[] { "a3" }));
    }

    [Test]
    public async Task Numbers_go_on_after_a_restart()
    {
        long first;
        using (var opened = Open())
            first = opened.Items.Add(new("1"), at: 1);
        using var again = Open();
        Assert.That(again.Items.Add(new("2"), at: 1), Is.GreaterThan(first));
        await again.SettledAsync();
    }

    [Test]
    public void A_read_that_meets_a_lock_is_tried_again()
    {
        using var opened = Open();
        var tries = 0;
        var read = opened.Database.Read(_ => ++tries < 3 ? throw new Sqlite.SqliteException(SQLitePCL.raw.SQLITE_BUSY, "locked") : tries);
        Assert.That(read, Is.EqualTo(3));
    }

    [Test]
    public void A_read_that_fails_again_and_again_is_told_and_the_next_one_works()
    {
        using var opened = Open();
        Assert.That(
            () => opened.Database.Read<int>(_ => throw new Sqlite.SqliteException(SQLitePCL.raw.SQLITE_IOERR, "disk I/O error")),
            Throws.TypeOf<StorageException>().With.Message.Contains("cannot be read now").And.Message.Contains("restart the cloud")
        );
        Assert.That(opened.Database.Read(connection => connection.Number("SELECT 1")), Is.EqualTo(1));
    }
}
