namespace Classroom.Storage.Tests;

/// <summary>Large contents as files beside the database.</summary>
sealed class ContentFilesTests : FolderTest
{
    const string Name = "abcdef";

    static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];

    string PathOf(string name) => Path.Combine(Folder, "objects", name[..2], name);

    [Test]
    public void What_was_written_is_read_whole_and_as_a_stream()
    {
        using var opened = Open(Durability.Full);
        var files = new ContentFiles(opened.Database, "objects");
        var stored = files.Write(Name, stream => stream.Write(Content));
        Assert.That((stored.Name, stored.Size, stored.Checksum), Is.EqualTo((Name, Content.Length, Checksum.Of(Content))));
        Assert.That(files.Read(stored), Is.EqualTo(Content));
        using var stream = files.Open(Name);
        Assert.That(stream.Length, Is.EqualTo(Content.Length));
        Assert.That(System.IO.File.Exists(PathOf(Name)), "a folder for each two letters, so that no folder has too many files");
    }

    [Test]
    public void A_content_that_is_not_what_was_written_is_told()
    {
        using var opened = Open();
        var files = new ContentFiles(opened.Database, "objects");
        var stored = files.Write(Name, stream => stream.Write(Content));
        var changed = (byte[])Content.Clone();
        changed[17] ^= 1;
        foreach (var wrong in (byte[][])[changed, Content[..^1], [.. Content, 0], []])
        {
            System.IO.File.WriteAllBytes(PathOf(Name), wrong);
            Assert.That(
                () => files.Read(stored),
                Throws
                    .TypeOf<DamagedRowException>()
                    .With.Message.EqualTo(
                        $"The file {PathOf(Name)} does not match its checksum: the object that it belongs to is damaged. "
                            + "Upload the object again."
                    )
            );
        }
    }

    [Test]
    public void A_content_that_is_gone_is_told()
    {
        using var opened = Open();
        var files = new ContentFiles(opened.Database, "objects");
        var stored = files.Write(Name, stream => stream.Write(Content));
        System.IO.File.Delete(PathOf(Name));
        Assert.That(() => files.Read(stored), Throws.TypeOf<DamagedRowException>().With.Message.Contains("is missing"));
        Directory.Delete(Path.Combine(Folder, "objects"), recursive: true);
        Assert.That(() => files.Read(stored), Throws.TypeOf<DamagedRowException>().With.Message.Contains("is missing"));
    }

    [TestCase(28, true)]
    [TestCase(122, true)]
    [TestCase(69, true)]
    [TestCase(39, true)]
    [TestCase(112, true)]
    [TestCase(5, false)]
    public void A_content_that_cannot_be_written_leaves_no_file(int code, bool isFull)
    {
        using var opened = Open();
        var files = new ContentFiles(opened.Database, "objects");
        var thrown = Assert.Throws<NotWrittenException>(() =>
            files.Write(
                Name,
                stream =>
                {
                    stream.Write(Content);
                    throw new IOException("on purpose", unchecked((int)0x80070000) | code);
                }
            )
        )!;
        Assert.That(
            thrown.Message,
            Is.EqualTo(
                isFull
                    ? $"The disk that holds {Folder} is full, so nothing was changed. Free some space; a restart is not needed."
                    : $"The data in {Folder} could not be written (on purpose), so nothing was changed. Check the disk; the next call "
                        + "tries again."
            )
        );
        Assert.That(System.IO.File.Exists(PathOf(Name)), Is.False);
    }

    [Test]
    public async Task A_file_goes_when_the_transaction_that_removes_it_is_kept()
    {
        using var opened = Open();
        var files = new ContentFiles(opened.Database, "objects");
        files.Write(Name, stream => stream.Write(Content));
        Assert.That(
            () =>
                opened.Database.Atomically(() =>
                {
                    files.Remove(Name);
                    throw new InvalidOperationException("on purpose");
                }),
            Throws.InvalidOperationException
        );
        Assert.That(System.IO.File.Exists(PathOf(Name)));
        opened.Database.Atomically(() =>
        {
            opened.Rows.Put("a", new("1"));
            files.Remove(Name);
            Assert.That(System.IO.File.Exists(PathOf(Name)), "the transaction is not kept yet");
        });
        await opened.SettledAsync();
        Assert.That(() => System.IO.File.Exists(PathOf(Name)), Is.False.After(30).Seconds.PollEvery(5).MilliSeconds);
        files.Write(Name, stream => stream.Write(Content));
        files.Remove(Name);
        Assert.That(System.IO.File.Exists(PathOf(Name)), Is.False, "without a transaction it goes at once");
    }

    [Test]
    public void Files_that_no_row_names_are_removed()
    {
        using var opened = Open();
        var files = new ContentFiles(opened.Database, "objects");
        Assert.That(() => files.RemoveAllBut(new HashSet<string>()), Throws.Nothing, "there is no folder yet");
        foreach (var name in (string[])["aa1", "aa2", "bb1"])
            files.Write(name, stream => stream.Write([1]));
        files.RemoveAllBut(new HashSet<string> { "aa2" });
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(Folder, "objects"), "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            Is.EqualTo(new[] { "aa2" })
        );
    }
}
