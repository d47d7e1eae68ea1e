namespace Classroom.Storage.Tests;

sealed class DatabaseTests : FolderTest
{
    [Test]
    public async Task What_was_changed_is_there_again()
    {
        using (var first = Open())
        {
            first.Rows.Put("a", new("1"));
            first.Rows.Put("b", new("2"));
            first.Rows.Remove("a");
            first.Items.Add(new("x"), at: 1, owner: "o");
            await first.SettledAsync();
        }
        using var second = Open();
        Assert.That(second.Texts, Is.EqualTo(new[] { "b=2" }));
        Assert.That(second.Owned("o"), Is.EqualTo(new[] { "1=x" }));
    }

    [Test]
    public void A_transaction_sees_its_own_changes_and_others_see_them_when_it_has_succeeded()
    {
        using var opened = Open();
        opened.Rows.Put("a", new("old"));
        opened.Rows.Put("gone", new("old"));
        string[] others = [];
        opened.Database.Atomically(() =>
        {
            opened.Rows.Put("a", new("new"));
            opened.Rows.Put("b", new("new"));
            opened.Rows.Remove("gone");
            Assert.That(opened.Texts, Is.EqualTo(new[] { "a=new", "b=new" }));
            Assert.That(opened.Rows.Find("gone"), Is.Null);
            Assert.That(opened.Rows.Count, Is.EqualTo(2));
            var other = new Thread(() => others = opened.Texts);
            other.Start();
            other.Join();
        });
        Assert.That(others, Is.EqualTo(new[] { "a=old", "gone=old" }));
        Assert.That(opened.Texts, Is.EqualTo(new[] { "a=new", "b=new" }));
    }

    [Test]
    public async Task A_transaction_that_throws_changes_nothing_in_memory_or_in_the_file()
    {
        using (var opened = Open())
        {
            opened.Rows.Put("a", new("1"));
            Assert.That(
                () =>
                    opened.Database.Atomically(() =>
                    {
                        opened.Rows.Put("a", new("2"));
                        opened.Rows.Put("b", new("2"));
                        opened.Items.Add(new("x"), at: 1, owner: "o");
                        throw new InvalidOperationException("on purpose");
                    }),
                Throws.InvalidOperationException
            );
            Assert.That(opened.Texts, Is.EqualTo(new[] { "a=1" }));
            await opened.SettledAsync();
            Assert.That(opened.Owned("o"), Is.Empty);
        }
        using var again = Open();
        Assert.That(again.Texts, Is.EqualTo(new[] { "a=1" }));
    }

    [Test]
    public void A_row_that_cannot_be_serialized_changes_nothing()
    {
        using var opened = new UnserializableTable(Folder);
        Assert.That(opened.PutCircle, Throws.Exception);
        Assert.That(opened.Count, Is.Zero);
    }

    [Test]
    public void What_stands_apart_is_kept_though_the_transaction_around_it_fails()
    {
        using var opened = Open();
        Assert.That(
            () =>
                opened.Database.Atomically(() =>
                {
                    opened.Rows.Put("call", new("x"));
                    opened.Database.Separately(() => opened.Rows.Put("apart", new("y")));
                    throw new InvalidOperationException("on purpose");
                }),
            Throws.InvalidOperationException
        );
        Assert.That(opened.Texts, Is.EqualTo(new[] { "apart=y" }));
    }

    [Test]
    public async Task Work_for_afterwards_is_done_when_the_transaction_is_in_the_file_and_never_without_it()
    {
        using var opened = Open();
        var done = new TaskCompletionSource();
        opened.Database.Atomically(() =>
        {
            opened.Rows.Put("a", new("1"));
            opened.Database.Afterwards(() => done.SetResult());
        });
        await done.Task;
        var isDone = false;
        Assert.That(
            () =>
                opened.Database.Atomically(() =>
                {
                    opened.Database.Afterwards(() => isDone = true);
                    throw new InvalidOperationException("on purpose");
                }),
            Throws.InvalidOperationException
        );
        await opened.Database.KeepAsync(() => opened.Rows.Put("b", new("2")));
        Assert.That(isDone, Is.False);
    }

    [Test]
    public async Task A_call_is_kept_when_all_that_it_changed_is_in_the_file()
    {
        using var opened = Open(Durability.Full);
        using (var scope = CallScope.OnThread())
        {
            opened.Rows.Put("a", new("1"));
            opened.Database.Separately(() => opened.Rows.Put("b", new("2")));
            CallScope.Detached(() => opened.Items.Add(new("not waited for"), at: 1, owner: "o"));
            await scope.KeptAsync();
        }
        using var killed = new OpenedDatabase(Killed());
        Assert.That(killed.Texts, Is.EqualTo(new[] { "a=1", "b=2" }));
    }

    [Test]
    public async Task Many_writers_at_once_lose_nothing_and_what_was_last_in_memory_is_last_in_the_file()
    {
        string[] atTheEnd;
        using (var opened = Open())
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(writer =>
                        Task.Run(async () =>
                        {
                            for (var i = 0; i < 200; i++)
                            {
                                await opened.Database.KeepAsync(() =>
                                {
                                    opened.Rows.Put("shared", new($"{writer}/{i}"));
                                    opened.Rows.Put($"own{writer}", new($"{i}"));
                                    opened.Items.Add(new($"{i}"), at: i, owner: $"{writer}");
                                });
                            }
                        })
                    )
            );
            atTheEnd = opened.Texts;
        }
        using var again = Open();
        Assert.That(again.Texts, Is.EqualTo(atTheEnd));
        Assert.That(Enumerable.Range(0, 8).Select(writer => again.Owned($"{writer}").Length), Is.All.EqualTo(200));
    }

    [Test]
    public void One_folder_has_one_writer_and_its_name_is_told()
    {
        using var first = Open();
        Assert.That(() => Open(), Throws.TypeOf<FolderInUseException>().With.Message.StartsWith("Somebody is using the data in"));
    }

    [Test]
    public async Task A_reader_beside_the_writer_sees_what_is_in_the_file_and_may_change_nothing()
    {
        using var writer = Open();
        await writer.Database.KeepAsync(() => writer.Rows.Put("a", new("1")));
        using var reader = new Database(Folder, "test.db", holder: null);
        var rows = new Table<Row>(reader, "rows");
        reader.Open();
        Assert.That(rows.Find("a"), Is.EqualTo(new Row("1")));
        Assert.That(reader.Id, Is.EqualTo(writer.Database.Id));
        Assert.That(() => rows.Put("b", new("2")), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Every_text_comes_back_as_it_was()
    {
        string[] texts =
        [
            "",
            "\n",
            "{\n  \"pretty\": true\n}",
            "\0\u0001\u001f",
            "\u2028\u2029",
            "ä漢字",
            "😀🀄\U0010FFFD",
            "'; DROP TABLE rows; --",
            new('x', 262_144),
        ];
        using (var first = Open())
        {
            foreach (var text in texts)
            {
                first.Rows.Put($"key {text}", new(text));
                first.Items.Put($"key {text}", new(text), at: long.MaxValue - 1, owner: text, state: text);
            }
            await first.SettledAsync();
        }
        using var second = Open();
        foreach (var text in texts)
        {
            Assert.That(second.Rows.Find($"key {text}"), Is.EqualTo(new Row(text)));
            Assert.That(second.Items.Find($"key {text}")?.Value, Is.EqualTo(new Row(text)));
            Assert.That(
                second.Items.Read(new() { Owner = text, State = text }).Select(entry => entry.Value.Text),
                Is.EqualTo(new[] { text })
            );
        }
    }

    sealed class UnserializableTable : IDisposable
    {
        readonly Database database;
        readonly Table<Circle> rows;

        sealed record Circle
        {
            public Circle? Self { get; set; }
        }

        public UnserializableTable(string folder)
        {
            database = new(folder, "test.db", "Somebody");
            rows = new(database, "circles");
            database.Open();
        }

        public int Count => rows.Count;

        public void PutCircle()
        {
            var circle = new Circle();
            circle.Self = circle;
            rows.Put("a", circle);
        }

        public void Dispose() => database.Dispose();
    }
}
