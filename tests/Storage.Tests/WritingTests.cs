using Classroom.Storage.Sqlite;

namespace Classroom.Storage.Tests;

/// <summary>What belongs to one transaction, what becomes of it when it cannot be written, and what a read that fails says.</summary>
sealed class WritingTests : FolderTest
{
    [Test]
    public void A_transaction_within_a_transaction_is_part_of_it()
    {
        using var opened = Open();
        Assert.That(
            () =>
                opened.Database.Atomically(() =>
                {
                    opened.Database.Atomically(() => opened.Rows.Put("a", new("1")));
                    throw new InvalidOperationException("on purpose");
                }),
            Throws.InvalidOperationException
        );
        Assert.That(opened.Texts, Is.Empty);
    }

    [Test]
    public void Work_for_afterwards_is_done_at_once_where_there_is_nothing_to_write()
    {
        using var opened = Open();
        var order = new List<string>();
        opened.Database.Afterwards(() => order.Add("without a transaction"));
        opened.Database.Atomically(() =>
        {
            opened.Database.Afterwards(() => order.Add("after"));
            order.Add("within");
        });
        Assert.That(order, Is.EqualTo(new[] { "without a transaction", "within", "after" }));
    }

    [Test]
    public async Task Work_for_afterwards_is_done_one_after_the_other_in_the_order_of_the_commits()
    {
        const int most = 10_000;
        using var opened = Open();
        var order = new List<int>();
        var all = new TaskCompletionSource();
        for (var number = 0; number < most; number++)
        {
            var own = number;
            opened.Database.Atomically(() =>
            {
                opened.Rows.Put($"{own}", new("1"));
                opened.Database.Afterwards(() => order.Add(own));
                opened.Database.Afterwards(() => order.Add(own));
            });
        }
        opened.Database.Atomically(() =>
        {
            opened.Rows.Put("last", new("1"));
            opened.Database.Afterwards(all.SetResult);
        });
        await all.Task;
        Assert.That(order, Is.EqualTo(Enumerable.Range(0, most).SelectMany(number => new[] { number, number })));
    }

    [Test]
    public async Task Work_for_afterwards_that_fails_is_reported()
    {
        using var opened = Open();
        var broken = new TaskCompletionSource<Exception>();
        opened.Database.Broken = exception => broken.SetResult(exception);
        opened.Database.Atomically(() =>
        {
            opened.Rows.Put("a", new("1"));
            opened.Database.Afterwards(() => throw new InvalidOperationException("on purpose"));
        });
        Assert.That((await broken.Task).Message, Is.EqualTo("on purpose"));
    }

    [Test]
    public void A_change_after_the_end_is_not_made_and_never_acknowledged()
    {
        var opened = Open();
        opened.Dispose();
        var kept = opened.Database.KeepAsync(() => opened.Rows.Put("a", new("1")));
        Assert.That((kept.IsCompleted, opened.Rows.Count), Is.EqualTo((false, 0)));
    }

    static readonly TestCaseData<Exception, string>[] Causes =
    [
        new(
            new SqliteException(SQLitePCL.raw.SQLITE_FULL, "full"),
            "The disk that holds {0} is full, so nothing was changed. Free some space; a restart is not needed."
        ),
        new(
            new SqliteException(SQLitePCL.raw.SQLITE_CORRUPT, "malformed"),
            "The data in {0} is damaged (malformed (SQLite 11)), so nothing was changed. Stop the cloud and run `./classroom cloud repair`."
        ),
        new(
            new SqliteException(SQLitePCL.raw.SQLITE_IOERR, "disk I/O error"),
            "The data in {0} could not be written (disk I/O error (SQLite 10)), so nothing was changed. Check the disk; the next call "
                + "tries again."
        ),
        new(new InvalidOperationException("a bug"), "The change could not be written (a bug), so nothing was changed."),
    ];

    [TestCaseSource(nameof(Causes))]
    public async Task A_change_that_cannot_be_written_is_undone_from_its_end_and_told(Exception cause, string message)
    {
        using var opened = Open();
        var (undone, told) = (new List<string>(), new List<Exception>());
        opened.Database.Broken = told.Add;
        opened.Rows.Undone = undone.Add;
        var refused = (
            await Assert.ThrowsAsync<NotWrittenException>(() =>
                opened.Database.KeepAsync(() =>
                {
                    opened.Rows.Put("a", new("1"));
                    opened.Rows.Put("b", new("2"));
                    opened.Database.Write(transaction => transaction.Add(new Failing(cause)));
                })
            )
        )!;
        Assert.That(refused.Message, Is.EqualTo(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, Folder)));
        Assert.That(refused.InnerException, Is.SameAs(cause));
        Assert.That((undone, opened.Rows.Count), Is.EqualTo((new[] { "b", "a" }, 0)));
        Assert.That((told.Single(), opened.Database.Failure), Is.EqualTo((refused, refused)));
        await opened.Database.KeepAsync(() => opened.Rows.Put("c", new("3")));
        Assert.That((opened.Database.Failure, opened.Texts), Is.EqualTo(((Exception?)null, new[] { "c=3" })));
    }

    [Test]
    public void A_read_is_tried_four_times()
    {
        using var opened = Open();
        var tries = 0;
        Assert.That(
            () =>
                opened.Database.Read<int>(_ =>
                {
                    tries++;
                    throw new SqliteException(SQLitePCL.raw.SQLITE_BUSY, "locked");
                }),
            Throws
                .TypeOf<StorageException>()
                .With.Message.EqualTo(
                    $"The data in {Folder} cannot be read now (locked (SQLite 5)). Try again; if this persists, restart the cloud."
                )
        );
        Assert.That(tries, Is.EqualTo(4));
    }

    [Test]
    public void A_read_that_finds_damage_names_the_repair()
    {
        using var opened = Open();
        Assert.That(
            () => opened.Database.Read<int>(_ => throw new SqliteException(SQLitePCL.raw.SQLITE_CORRUPT, "malformed")),
            Throws
                .TypeOf<StorageException>()
                .With.Message.EqualTo(
                    $"The data in {Folder} is damaged (malformed (SQLite 11)). Stop the cloud and run `./classroom cloud repair`."
                )
        );
    }

    // The flags of SQLite's result codes; the upper bytes of an extended code do not count.
    [TestCase(SQLitePCL.raw.SQLITE_FULL, ExpectedResult = "IsDiskFull")]
    [TestCase(SQLitePCL.raw.SQLITE_FULL | 0x300, ExpectedResult = "IsDiskFull")]
    [TestCase(SQLitePCL.raw.SQLITE_CORRUPT, ExpectedResult = "IsDamage")]
    [TestCase(SQLitePCL.raw.SQLITE_NOTADB, ExpectedResult = "IsDamage")]
    [TestCase(SQLitePCL.raw.SQLITE_BUSY, ExpectedResult = "IsTransient")]
    [TestCase(SQLitePCL.raw.SQLITE_LOCKED, ExpectedResult = "IsTransient")]
    [TestCase(SQLitePCL.raw.SQLITE_PROTOCOL, ExpectedResult = "IsTransient")]
    [TestCase(SQLitePCL.raw.SQLITE_SCHEMA, ExpectedResult = "IsTransient")]
    [TestCase(SQLitePCL.raw.SQLITE_READONLY, ExpectedResult = "IsTransient CannotOpen")]
    [TestCase(SQLitePCL.raw.SQLITE_CANTOPEN, ExpectedResult = "IsTransient CannotOpen")]
    [TestCase(SQLitePCL.raw.SQLITE_PERM, ExpectedResult = "CannotOpen")]
    [TestCase(SQLitePCL.raw.SQLITE_INTERRUPT, ExpectedResult = "WasInterrupted")]
    [TestCase(SQLitePCL.raw.SQLITE_ERROR, ExpectedResult = "")]
    public string What_a_code_means(int code)
    {
        var exception = new SqliteException(code, "words");
        Assert.That((exception.Words, exception.Message), Is.EqualTo(("words", $"words (SQLite {code})")));
        return string.Join(
            ' ',
            typeof(SqliteException)
                .GetProperties()
                .Where(property => property.PropertyType == typeof(bool) && (bool)property.GetValue(exception)!)
                .Select(property => property.Name)
        );
    }

    sealed class Failing(Exception cause) : Write
    {
        public override int Size => 1;

        public override void Store(Connection connection) => throw cause;
    }
}
