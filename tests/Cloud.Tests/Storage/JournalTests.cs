using Classroom.Storage;

namespace Classroom.Cloud.Tests.Storage;

sealed class JournalTests
{
    string folder = null!;

    sealed record Row(string Text);

    sealed class Opened : IDisposable
    {
        public Opened(string folder)
        {
            Journal = new(folder, "Somebody", smallestToCompact: 30_000_000);
            (Rows, Lists) = (new(Journal, "rows"), new(Journal, "lists"));
            Journal.Open();
        }

        public Journal Journal { get; }

        public Table<Row> Rows { get; }

        public Series<Row> Lists { get; }

        public void Dispose() => Journal.Dispose();
    }

    string File => Path.Combine(folder, "journal");

    [SetUp]
    public void NewFolder() => folder = Folders.New();

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void What_was_changed_is_there_again()
    {
        using (var first = new Opened(folder))
        {
            first.Rows.Put("a", new("1"));
            first.Rows.Put("b", new("2"));
            first.Rows.Remove("a");
            first.Lists.Append("l", [new("1"), new("2"), new("3")]);
            first.Lists.Trim("l", 1);
        }
        using var second = new Opened(folder);
        Assert.That(second.Rows.Rows, Is.EqualTo(new[] { KeyValuePair.Create("b", new Row("2")) }));
        Assert.That(second.Lists.Read("l"), Is.EqualTo(new[] { new Row("2"), new Row("3") }));
    }

    [Test]
    public void A_change_written_late_is_taken_at_the_moment_it_was_made()
    {
        using (var first = new Opened(folder))
        {
            // The call changes a row; before it ends and is written, others change the row again.
            first.Journal.Atomically(() =>
            {
                first.Rows.Put("a", new("begun"));
                first.Lists.Append("l", [new("1")]);
                var other = new Thread(() =>
                {
                    first.Rows.Put("a", new("ended"));
                    first.Lists.Append("l", [new("2")]);
                    first.Rows.Put("b", new("made"));
                    first.Rows.Remove("b");
                });
                other.Start();
                other.Join();
            });
        }
        Assert.That(System.IO.File.ReadLines(File).Last(), Does.Contain("begun"), "the call is written last");
        using var second = new Opened(folder);
        Assert.That(second.Rows.Rows, Is.EqualTo(new[] { KeyValuePair.Create("a", new Row("ended")) }));
        Assert.That(second.Lists.Read("l"), Is.EqualTo(new[] { new Row("1"), new Row("2") }));
    }

    [Test]
    public void What_stands_apart_survives_a_call_that_is_never_answered()
    {
        using (var first = new Opened(folder))
        {
            first.Journal.Atomically(() =>
            {
                first.Rows.Put("call", new("x"));
                first.Journal.Apart(() => first.Rows.Put("apart", new("y")));
                // A crash here: the file as it is now.
                System.IO.File.Copy(File, File + ".crash");
            });
        }
        System.IO.File.Move(File + ".crash", File, overwrite: true);
        using (var second = new Opened(folder))
        {
            Assert.That(second.Rows.Rows.Select(row => row.Key), Is.EqualTo(new[] { "apart" }));
            second.Rows.Put("later", new("z"));
        }
        using var third = new Opened(folder);
        Assert.That(third.Rows.Rows.Select(row => row.Key), Is.EqualTo(new[] { "apart", "later" }));
    }

    [Test]
    public void A_line_cut_short_is_cut_off()
    {
        using (var first = new Opened(folder)) first.Rows.Put("a", new("1"));
        var whole = System.IO.File.ReadAllBytes(File);
        foreach (var length in Enumerable.Range(1, 20))
        {
            System.IO.File.WriteAllBytes(File, [.. whole, .. whole[^20..][..^length]]);
            using (var second = new Opened(folder)) Assert.That(second.Rows.Count, Is.EqualTo(1));
            Assert.That(System.IO.File.ReadAllBytes(File), Is.EqualTo(whole));
        }
    }

    [Test]
    public void The_file_of_an_older_version_is_taken_over()
    {
        System.IO.File.WriteAllText(File, """
            {"classroom":"journal","version":1}
            [["rows","a",{"Text":"1"}],["lists","l",[{"Text":"x"},{"Text":"y"}]]]
            [["rows","b",{"Text":"2"}],["gone","c",{}]]
            [["rows","a"],["lists","l",1]]

            """);
        using (var first = new Opened(folder))
        {
            Assert.That(first.Rows.Rows, Is.EqualTo(new[] { KeyValuePair.Create("b", new Row("2")) }));
            Assert.That(first.Lists.Read("l"), Is.EqualTo(new[] { new Row("y") }));
            first.Rows.Put("c", new("3"));
        }
        Assert.That(System.IO.File.ReadLines(File).First(), Is.EqualTo("""{"classroom":"journal","version":2}"""));
        using var second = new Opened(folder);
        Assert.That(second.Rows.Rows.Select(row => row.Key), Is.EqualTo(new[] { "b", "c" }));
    }

    [TestCase("{\"classroom\":\"journal\",\"version\":99}\n", "was written by a newer version (format 99; this one knows 2). Update, or name another folder.")]
    [TestCase("a letter\nto nobody\n", "is no journal of this program. Name another folder, or move the file away.")]
    [TestCase("[1,2]\n", "is no journal of this program. Name another folder, or move the file away.")]
    public void What_cannot_be_read_is_refused_and_left_as_it_is(string content, string message)
    {
        System.IO.File.WriteAllText(File, content);
        using var journal = new Journal(folder, "Somebody");
        Assert.That(journal.Open, Throws.TypeOf<StorageException>().With.Message.EndsWith(message));
        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo(content));
    }

    [Test]
    public void A_file_that_has_grown_is_written_anew_while_it_is_used()
    {
        const int Writers = 4;
        var text = new string('x', 100_000);
        using (var first = new Opened(folder))
        {
            Parallel.For(0, Writers, writer =>
            {
                for (var i = 0; i < 300; i++)
                {
                    first.Rows.Put($"{writer}", new($"{i}{text}"));
                    first.Lists.Append($"{writer}", [new($"{i}")]);
                }
            });
            // All is quiet now: the next change finds the moment.
            first.Rows.Put("last", new("1"));
            Assert.That(new FileInfo(File).Length, Is.LessThan(33_000_000), "120 MB have been written");
        }
        using var second = new Opened(folder);
        for (var writer = 0; writer < Writers; writer++)
        {
            Assert.That(second.Rows.Find($"{writer}")!.Text, Is.EqualTo($"299{text}"));
            Assert.That(second.Lists.Read($"{writer}").Select(row => row.Text), Is.EqualTo(Enumerable.Range(0, 300).Select(i => $"{i}")));
        }
    }

    [Test]
    public void One_folder_has_one_writer()
    {
        using var first = new Opened(folder);
        Assert.That(() => new Journal(folder, "Somebody"), Throws.TypeOf<FolderInUseException>().With.Message.StartsWith("Somebody works with the data in"));
    }
}
