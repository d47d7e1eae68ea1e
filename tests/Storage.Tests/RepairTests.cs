namespace Classroom.Storage.Tests;

sealed class RepairTests : FolderTest
{
    static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    [Test]
    public async Task A_whole_file_is_saved_whole_and_kept()
    {
        string id;
        using (var opened = Open())
        {
            id = opened.Database.Id;
            await opened.Database.KeepAsync(() =>
            {
                opened.Rows.Put("a", new("1"));
                opened.Items.Put("k", new("x"), at: 7, owner: "o", state: "s");
            });
        }
        var done = Repair.Run(Folder, "test.db", "Somebody", Now);
        Assert.That(done.IsComplete);
        Assert.That(done.Kept, Is.EqualTo($"{File}.damaged-20260504-030201"));
        Assert.That(System.IO.File.Exists(done.Kept));
        using var again = Open();
        Assert.That(
            (again.Database.Id, again.Texts[0], again.Items.Find("k")!.Value.Text, again.Items.Read(new() { State = "s" }).Count()),
            Is.EqualTo((id, "a=1", "x", 1))
        );
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    public async Task Of_a_file_with_damaged_pages_every_row_that_is_saved_is_right(int seed)
    {
        using (var opened = Open())
        {
            await opened.Database.KeepAsync(() =>
            {
                for (var i = 0; i < 2000; i++)
                {
                    opened.Rows.Put($"{i}", new($"text {i}"));
                    opened.Items.Put($"{i}", new($"item {i}"), at: i, owner: "o");
                }
            });
        }
        var chance = new Random(seed);
        var bytes = System.IO.File.ReadAllBytes(File);
        for (var page = 0; page < 5; page++)
            chance.NextBytes(bytes.AsSpan(4096 * chance.Next(8, bytes.Length / 4096), 4096));
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.That(() => Open(), Throws.TypeOf<StorageException>());
        Repair.Run(Folder, "test.db", "Somebody", Now);
        using var again = Open();
        Assert.That(again.Rows.Rows.Where(row => row.Value.Text != $"text {row.Key}"), Is.Empty);
        Assert.That(again.Items.Read(new() { Owner = "o" }).Where(entry => entry.Value.Text != $"item {entry.Key}"), Is.Empty);
        Assert.That(again.Rows.Count + again.Items.Count(), Is.GreaterThan(2000), "most of it was saved");
    }

    [Test]
    public void What_is_no_database_is_told_and_kept()
    {
        System.IO.File.WriteAllText(File, "a letter to nobody");
        Assert.That(
            () => Repair.Run(Folder, "test.db", "Somebody", Now),
            Throws
                .TypeOf<StorageException>()
                .With.Message.EqualTo(
                    $"Nothing in the file could be read. It is kept as {File}.damaged-20260504-030201; "
                        + "the next start begins with empty data."
                )
        );
        using var fresh = Open();
        Assert.That(fresh.Rows.Count, Is.Zero);
    }

    [Test]
    public void Nothing_is_repaired_while_somebody_works_with_it()
    {
        using var opened = Open();
        Assert.That(() => Repair.Run(Folder, "test.db", "Else", Now), Throws.TypeOf<FolderInUseException>());
    }

    [Test]
    public void Where_there_is_nothing_there_is_nothing_to_repair() =>
        Assert.That(
            () => Repair.Run(Folder, "test.db", "Somebody", Now),
            Throws.TypeOf<StorageException>().With.Message.EqualTo($"There is nothing to repair: {File} does not exist.")
        );
}
