namespace Classroom.Storage.Tests;

/// <summary>Reading the rows of a table in the order of their keys, or only those whose keys begin alike.</summary>
sealed class SortedKeysTests : FolderTest
{
    [Test]
    public void Only_rows_below_the_prefix_are_read_in_order()
    {
        using var opened = Open();
        foreach (var key in (string[])["b/2", "a", "b/10", "b", "c", "b/", "b0"])
            opened.Rows.Put(key, new(key));
        Assert.That(Below(opened, "b/"), Is.EqualTo(new[] { "b/", "b/10", "b/2" }));
        Assert.That(Below(opened, "b"), Is.EqualTo(new[] { "b", "b/", "b/10", "b/2", "b0" }));
        Assert.That(Below(opened, "d"), Is.Empty);
        Assert.That(Below(opened, ""), Has.Length.EqualTo(7));
    }

    [Test]
    public void Rows_that_come_and_go_after_the_first_reading_are_seen()
    {
        using var opened = Open();
        opened.Rows.Put("a/1", new("a/1"));
        Assert.That(Below(opened, "a/"), Is.EqualTo(new[] { "a/1" }));
        opened.Rows.Put("a/0", new("a/0"));
        opened.Rows.Put("a/2", new("a/2"));
        opened.Rows.Put("a/2", new("a/2"));
        opened.Rows.Remove("a/1");
        Assert.That(Below(opened, "a/"), Is.EqualTo(new[] { "a/0", "a/2" }));
    }

    [Test]
    public void Within_a_transaction_its_own_changes_are_seen()
    {
        using var opened = Open();
        opened.Rows.Put("a/1", new("a/1"));
        opened.Database.Atomically(() =>
        {
            opened.Rows.Put("a/0", new("a/0"));
            opened.Rows.Put("b", new("b"));
            opened.Rows.Remove("a/1");
            Assert.That(Below(opened, "a/"), Is.EqualTo(new[] { "a/0" }));
        });
        Assert.That(Below(opened, ""), Is.EqualTo(new[] { "a/0", "b" }));
    }

    [TestCase(127), TestCase(128), TestCase(129), TestCase(1000)]
    public void No_row_is_missed_between_two_portions(int count)
    {
        using var opened = Open();
        var keys = Enumerable.Range(0, count).Select(number => $"k{number:d4}").ToArray();
        foreach (var key in keys.Reverse())
            opened.Rows.Put(key, new(key));
        Assert.That(Below(opened, "k"), Is.EqualTo(keys));
    }

    [Test]
    public void A_row_may_be_removed_while_the_rows_are_read()
    {
        using var opened = Open();
        for (var number = 0; number < 300; number++)
            opened.Rows.Put($"k{number:d4}", new("x"));
        var read = 0;
        foreach (var (key, _) in opened.Rows.RowsBelow("k"))
        {
            opened.Rows.Remove(key);
            read++;
        }
        Assert.That((read, opened.Rows.Count), Is.EqualTo((300, 0)));
    }

    [Test]
    public void Rows_that_stay_are_read_whatever_others_change_meanwhile()
    {
        using var opened = Open();
        for (var number = 0; number < 500; number++)
            opened.Rows.Put($"stays{number:d4}", new("x"));
        Assert.That(Below(opened, "stays"), Has.Length.EqualTo(500));
        using var ended = new CancellationTokenSource();
        var changes = Task.Run(() =>
        {
            for (var number = 0; !ended.IsCancellationRequested; number++)
            {
                opened.Rows.Put($"stays{number % 500:d4}-guest", new("y"));
                opened.Rows.Remove($"stays{number % 500:d4}-guest");
            }
        });
        for (var round = 0; round < 200; round++)
            Assert.That(opened.Rows.Below("stays").Count(row => row.Text == "x"), Is.EqualTo(500));
        ended.Cancel();
        Assert.That(() => changes, Throws.Nothing);
    }

    static string[] Below(OpenedDatabase opened, string prefix) => [.. opened.Rows.Below(prefix).Select(row => row.Text)];
}
