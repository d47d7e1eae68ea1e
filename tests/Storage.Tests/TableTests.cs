namespace Classroom.Storage.Tests;

/// <summary>Rows by key, within a transaction and outside.</summary>
sealed class TableTests : FolderTest
{
    [Test]
    public void A_row_is_found_or_not()
    {
        using var opened = Open();
        var put = new Row("1");
        Assert.That(opened.Rows.Put("a", put), Is.SameAs(put));
        Assert.That((opened.Rows.Has("a"), opened.Rows.Has("b")), Is.EqualTo((true, false)));
        Assert.That((opened.Rows.TryFind("a", out var found), found), Is.EqualTo((true, put)));
        Assert.That((opened.Rows.TryFind("b", out var none), none), Is.EqualTo((false, (Row?)null)));
        Assert.That((opened.Rows.Remove("b"), opened.Rows.Remove("a"), opened.Rows.Remove("a")), Is.EqualTo((false, true, false)));
    }

    [Test]
    public void Rows_come_in_the_order_of_the_bytes_of_their_keys()
    {
        using var opened = Open();
        foreach (var key in (string[])["b", "a", "B", "a1", "é"])
            opened.Rows.Put(key, new(key));
        Assert.That(opened.Rows.All.Select(row => row.Text), Is.EqualTo(new[] { "B", "a", "a1", "b", "é" }));
        Assert.That(opened.Rows.Unordered.Select(row => row.Text), Is.EquivalentTo(opened.Rows.All.Select(row => row.Text)));
    }

    [Test]
    public void Within_a_transaction_a_row_is_what_it_was_last_made()
    {
        using var opened = Open();
        opened.Rows.Put("kept", new("0"));
        opened.Rows.Put("gone", new("0"));
        opened.Database.Atomically(() =>
        {
            Assert.That((opened.Rows.Count, opened.Rows.Has("kept")), Is.EqualTo((2, true)), "nothing is changed yet");
            opened.Rows.Put("new", new("1"));
            opened.Rows.Put("new", new("2"));
            Assert.That(opened.Rows.Remove("gone"));
            Assert.That(opened.Rows.Remove("gone"), Is.False);
            Assert.That(opened.Texts, Is.EqualTo(new[] { "kept=0", "new=2" }));
            Assert.That(opened.Rows.Unordered.Count(), Is.EqualTo(2));
        });
        Assert.That(opened.Texts, Is.EqualTo(new[] { "kept=0", "new=2" }));
    }

    [Test]
    public void A_change_of_one_table_leaves_another_as_it_is()
    {
        using var database = new Database(Folder, "two.db", "Somebody");
        var (one, other) = (new Table<Row>(database, "one"), new Table<Row>(database, "other"));
        database.Open();
        one.Put("a", new("1"));
        database.Atomically(() =>
        {
            other.Put("b", new("2"));
            Assert.That((one.Count, one.Has("b"), other.Count, other.Has("a")), Is.EqualTo((1, false, 1, false)));
        });
        Assert.That((one.Count, other.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_transaction_is_as_large_as_the_changes_that_are_left_of_it()
    {
        var transaction = new Transaction(epoch: 7);
        object table = new();
        transaction.Add(new Sized(10));
        transaction.Set(table, "a", new Sized(100));
        transaction.Set(table, "b", new Sized(1000));
        transaction.Set(table, "a", new Sized(1));
        transaction.Set(new(), "a", new Sized(5));
        Assert.That((transaction.Epoch, transaction.Size, transaction.Writes.Sum(write => write.Size)), Is.EqualTo((7, 1016, 1016)));
        Assert.That(transaction.Of(table).Select(write => write.Size), Is.EqualTo(new[] { 1, 1000 }));
        Assert.That((transaction.Find(table, "a")?.Size, transaction.Find(table, "c")), Is.EqualTo(((int?)1, (Write?)null)));
        Assert.That((new Transaction(0).Find(table, "a"), new Transaction(0).Of(table).Count()), Is.EqualTo(((Write?)null, 0)));
    }

    sealed class Sized(int size) : Write
    {
        public override int Size => size;

        public override void Store(Sqlite.Connection connection) { }
    }
}
