namespace Classroom.Storage.Tests;

sealed record Row(string Text);

/// <summary>A database with a table and an archive, in a folder that goes with the test.</summary>
sealed class OpenedDatabase : IDisposable
{
    public OpenedDatabase(string folder, Durability durability = Durability.Normal)
    {
        Database = new(folder, "test.db", "Somebody", durability);
        try
        {
            (Rows, Items) = (new(Database, "rows"), new(Database, "items", FoundBy.Key | FoundBy.Owner | FoundBy.State | FoundBy.Time));
            Database.View("texts", "SELECT key, value ->> 'Text' AS text FROM rows WHERE kind = 'rows'");
            Database.Open();
        }
        catch
        {
            Database.Dispose();
            throw;
        }
    }

    public Database Database { get; }

    public Table<Row> Rows { get; }

    public Archive<Row> Items { get; }

    public string[] Texts => [.. Rows.Rows.Select(row => $"{row.Key}={row.Value.Text}")];

    public string[] Owned(string owner) => [.. Items.Read(new() { Owner = owner }).Select(entry => $"{entry.At}={entry.Value.Text}")];

    public Task SettledAsync() => Database.SettledAsync();

    public void Dispose() => Database.Dispose();
}

/// <summary>A test with a folder of its own.</summary>
abstract class FolderTest
{
    protected string Folder { get; private set; } = null!;

    protected string File => Path.Combine(Folder, "test.db");

    protected OpenedDatabase Open(Durability durability = Durability.Normal) => new(Folder, durability);

    /// <summary>What a killed process leaves: the files as they are, opened again elsewhere.</summary>
    protected string Killed()
    {
        var copy = Directory.CreateTempSubdirectory("classroom-killed-").FullName;
        foreach (
            var path in Directory.EnumerateFiles(Folder).Where(path => !Path.GetFileName(path).StartsWith("lock", StringComparison.Ordinal))
        )
        {
            using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = System.IO.File.Create(Path.Combine(copy, Path.GetFileName(path)));
            source.CopyTo(target);
        }
        return copy;
    }

    [SetUp]
    public void NewFolder() => Folder = Directory.CreateTempSubdirectory("classroom-storage-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);
}
