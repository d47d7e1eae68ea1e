namespace Classroom.Storage.Tests;

/// <summary>Each way to count, find and remove rows of an archive.</summary>
sealed class ArchiveQueryTests : FolderTest
{
    async Task<OpenedDatabase> FilledAsync()
    {
        var opened = Open();
        foreach (var owner in (string[])["a", "b", "ba", "bb", "c"])
        {
            for (var i = 0; i < 3; i++)
                opened.Items.Add(new(new('x', i)), at: i, owner: owner, key: $"{owner}{i}", state: i == 0 ? "FIRST" : "LATER");
        }
        await opened.SettledAsync();
        return opened;
    }

    static string Keys(OpenedDatabase opened) => string.Join(' ', opened.Items.Read(new()).Select(entry => entry.Key).Order());

    [Test]
    public async Task Rows_are_counted_for_all_and_for_one_owner()
    {
        using var opened = await FilledAsync();
        Assert.That((opened.Items.Count(), opened.Items.Count("b"), opened.Items.Count("none")), Is.EqualTo((15, 3, 0)));
    }

    [Test]
    public async Task Owners_of_a_range_are_found()
    {
        using var opened = await FilledAsync();
        Assert.That(
            (
                opened.Items.Any(Names.Only("b")),
                opened.Items.Any(Names.Below("b")),
                opened.Items.Any(Names.Only("bc")),
                opened.Items.Any(new("d", "e"))
            ),
            Is.EqualTo((true, true, false, false))
        );
    }

    [Test]
    public async Task The_bytes_of_an_owners_rows_are_summed()
    {
        using var opened = await FilledAsync();
        var bytes = Enumerable.Range(0, 3).Sum(i => $$"""{"Text":"{{new string('x', i)}}"}""".Length);
        Assert.That((opened.Items.Size("a"), opened.Items.Size("none")), Is.EqualTo((bytes, 0)));
    }

    [Test]
    public async Task A_row_is_found_by_its_number_and_by_its_key()
    {
        using var opened = await FilledAsync();
        var row = opened.Items.Find("b1")!;
        Assert.That((row.Owner, row.At, opened.Items.Find(row.Number)), Is.EqualTo(("b", 1, row)));
        Assert.That((opened.Items.Find("none"), opened.Items.Find(99)), Is.EqualTo(((Entry<Row>?)null, (Entry<Row>?)null)));
    }

    [Test]
    public async Task One_name_is_not_the_names_that_begin_with_it()
    {
        using var opened = await FilledAsync();
        opened.Items.RemoveOf(Names.Only("b"));
        await opened.SettledAsync();
        Assert.That(Keys(opened), Is.EqualTo("a0 a1 a2 ba0 ba1 ba2 bb0 bb1 bb2 c0 c1 c2"));
        opened.Items.RemoveOf(Names.Below("b"));
        await opened.SettledAsync();
        Assert.That(Keys(opened), Is.EqualTo("a0 a1 a2 c0 c1 c2"));
    }

    [Test]
    public async Task Rows_are_removed_by_number_by_keys_and_by_age()
    {
        using var opened = await FilledAsync();
        opened.Items.Remove(opened.Items.Find("a0")!.Number);
        opened.Items.RemoveKeys(Names.Below("b"));
        opened.Items.RemoveBefore(2, most: 2);
        await opened.SettledAsync();
        Assert.That(Keys(opened), Is.EqualTo("a2 c1 c2"), "c0 and a1 are the oldest that are left, and two may go");
    }

    [Test]
    public async Task Rows_whose_owners_are_rows_of_another_archive_go_with_them()
    {
        using var database = new Database(Folder, "two.db", "Somebody");
        var runs = new Archive<Row>(database, "runs", FoundBy.Key | FoundBy.Owner);
        var events = new Archive<Row>(database, "events", FoundBy.Owner);
        database.Open();
        foreach (var machine in (string[])["m1", "m2"])
        {
            var number = runs.Add(new(machine), at: 1, owner: machine);
            events.Add(new($"event of {machine}"), at: 1, owner: $"{number}");
        }
        events.RemoveOfAll(runs, Names.Only("m1"));
        await database.SettledAsync();
        Assert.That(events.Read(new()).Select(entry => entry.Value.Text), Is.EqualTo(new[] { "event of m2" }));
        Assert.That(runs.Count(), Is.EqualTo(2));
    }

    [TestCase("b", null, ExpectedResult = "b0 b1 b2")]
    [TestCase(null, "FIRST", ExpectedResult = "a0 b0 ba0 bb0 c0")]
    [TestCase("b", "FIRST", ExpectedResult = "b0")]
    [TestCase("b", "NONE", ExpectedResult = "")]
    public async Task<string> Owner_and_state_select_rows(string? owner, string? state)
    {
        using var opened = await FilledAsync();
        return string.Join(' ', opened.Items.Read(new() { Owner = owner, State = state }).Select(entry => entry.Key));
    }

    [TestCase(0, ExpectedResult = 0)]
    [TestCase(99, ExpectedResult = 99)]
    [TestCase(100, ExpectedResult = 100)]
    [TestCase(101, ExpectedResult = 101)]
    [TestCase(200, ExpectedResult = 200)]
    [TestCase(1000, ExpectedResult = 250)]
    public async Task<int> A_selection_of_many_portions_brings_each_row_once(int most)
    {
        using var opened = Open();
        opened.Database.Atomically(() =>
        {
            for (var i = 0; i < 250; i++)
                opened.Items.Add(new($"{i}"), at: i / 50, owner: "o");
        });
        await opened.SettledAsync();
        var up = opened.Items.Read(new() { Owner = "o", Most = most }).Select(entry => entry.Number).ToList();
        var down = opened
            .Items.Read(
                new()
                {
                    Owner = "o",
                    Most = most,
                    Descending = true,
                }
            )
            .Select(entry => entry.Number)
            .ToList();
        Assert.That(up, Is.EqualTo(Enumerable.Range(1, up.Count)));
        Assert.That(down, Is.EqualTo(Enumerable.Range(1, 250).Reverse().Take(down.Count)));
        Assert.That(down, Has.Count.EqualTo(up.Count));
        return up.Count;
    }

    [Test]
    public async Task A_new_row_of_a_key_gets_the_next_number()
    {
        using var opened = Open();
        opened.Items.Put("a", new("1"), at: 1);
        opened.Items.Put("b", new("2"), at: 2);
        await opened.SettledAsync();
        Assert.That((opened.Items.Find("a")!.Number, opened.Items.Find("b")!.Number), Is.EqualTo((1, 2)));
    }

    [TestCase((int)FoundBy.Number, ExpectedResult = "")]
    [TestCase((int)FoundBy.Key, ExpectedResult = "items_key")]
    [TestCase((int)FoundBy.Owner, ExpectedResult = "items_owner")]
    [TestCase((int)FoundBy.State, ExpectedResult = "items_state")]
    [TestCase((int)FoundBy.Time, ExpectedResult = "items_time")]
    [TestCase((int)(FoundBy.Owner | FoundBy.Time), ExpectedResult = "items_owner items_time")]
    public string An_archive_has_an_index_for_each_way_in_which_rows_are_found(int foundBy)
    {
        using var database = new Database(Folder, "one.db", "Somebody");
        _ = new Archive<Row>(database, "items", (FoundBy)foundBy);
        database.Open();
        return database.Read(connection =>
                connection.Text(
                    "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master "
                        + "WHERE type = 'index' AND name LIKE 'items%' ORDER BY name)"
                )
            ) ?? "";
    }
}
