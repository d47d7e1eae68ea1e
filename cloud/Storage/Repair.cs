using System.Text;
using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>The result of a repair for one table.</summary>
/// <param name="Saved">The number of rows copied to the new file.</param>
/// <param name="Damaged">The number of rows that were read but have a wrong checksum.</param>
/// <param name="IsWhole">Whether the table could be read to its end.</param>
sealed record RepairedTable(string Name, int Saved, int Damaged, bool IsWhole);

/// <summary>The result of a repair.</summary>
/// <param name="Kept">The path of the old file.</param>
sealed record Repaired(string Kept, IReadOnlyList<RepairedTable> Tables)
{
    public bool IsComplete => Tables.All(table => table is { Damaged: 0, IsWhole: true });
}

/// <summary>
/// Creates a new file with all rows of a damaged file that can be read and have the right checksum. The old file is kept.
/// </summary>
static class Repair
{
    // The greatest distance at which the next readable row is searched behind an unreadable one.
    const int MostSkipped = 1 << 20;

    public static Repaired Run(string folder, string name, string holder, DateTimeOffset now)
    {
        using var owner = FolderLock.Take(folder, holder);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new StorageException($"There is nothing to repair: {path} does not exist.");
        var kept = $"{path}.damaged-{now.UtcDateTime:yyyyMMdd-HHmmss}";
        foreach (var end in (string[])["-wal", "-shm", ".check", ""])
        {
            if (File.Exists(path + end))
                File.Move(path + end, kept + end);
        }
        var fresh = path + ".repaired";
        File.Delete(fresh);
        List<RepairedTable> tables;
        try
        {
            using var old = Connection.Open(kept);
            DatabaseFile.Make(fresh);
            using var made = Connection.Open(fresh);
            tables = Copy(old, made);
        }
        catch (SqliteException)
        {
            File.Delete(fresh);
            throw new StorageException($"Nothing in the file could be read. It is kept as {kept}; the next start begins with empty data.");
        }
        File.Move(fresh, path);
        return new(kept, tables);
    }

    static List<RepairedTable> Copy(Connection old, Connection made)
    {
        made.Execute("BEGIN IMMEDIATE");
        var found = new List<RepairedTable>();
        foreach (var (name, sql) in Definitions(old, "table"))
        {
            if (name is "meta")
            {
                if (TryText(old, "SELECT value FROM meta WHERE key = 'id'") is { } id)
                    made.Prepare("UPDATE meta SET value = ? WHERE key = 'id'").Bind(1, id).Run();
                continue;
            }
            if (name is not "rows")
                made.Execute(sql);
            found.Add(CopyTable(old, made, name));
        }
        foreach (var (_, sql) in Definitions(old, "index").Concat(Definitions(old, "view")))
        {
            try
            {
                made.Execute(sql);
            }
            catch (SqliteException)
            {
                // The index exists already, or the view refers to a table that is missing. The next start creates what it needs.
            }
        }
        made.Execute("COMMIT");
        return found;
    }

    static List<(string Name, string Sql)> Definitions(Connection old, string type)
    {
        using var read = old.PrepareOnce(
            $"SELECT name, sql FROM sqlite_master WHERE type = '{type}' AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        );
        var found = new List<(string, string)>();
        while (read.Step())
            found.Add((read.Text(0)!, read.Text(1)!));
        return found;
    }

    static RepairedTable CopyTable(Connection old, Connection made, string name)
    {
        var isArchive = name != "rows";
        var columns = isArchive ? "number, key, owner, state, at, value, sum" : "rowid, kind, key, value, sum";
        var names = columns.Replace("rowid, ", "", StringComparison.Ordinal);
        var target = made.PrepareOnce(
            $"INSERT OR REPLACE INTO {name} ({names}) VALUES ({string.Join(", ", names.Split(',').Select(_ => "?"))})"
        );
        var (saved, damaged, isWhole, after, skip) = (0, 0, true, 0L, 1L);
        using (target)
        {
            while (skip < MostSkipped)
            {
                try
                {
                    using var read = old.PrepareOnce($"SELECT {columns} FROM {name} WHERE rowid > {after} ORDER BY rowid");
                    while (read.Step())
                    {
                        (after, skip) = (read.Long(0), 1);
                        if (Save(read, target, isArchive))
                            saved++;
                        else
                            damaged++;
                    }
                    break;
                }
                catch (SqliteException exception) when (exception.IsDamage)
                {
                    // This page cannot be read; pages behind it may be readable.
                    isWhole = false;
                    after += skip;
                    skip *= 2;
                }
            }
        }
        return new(name, saved, damaged, isWhole);
    }

    static bool Save(Statement read, Statement target, bool isArchive)
    {
        var shift = isArchive ? 0 : 1;
        for (var column = shift; column < read.Columns; column++)
        {
            var parameter = column + 1 - shift;
            if (read.IsNull(column))
                target.Bind(parameter, (string?)null);
            else if (read.IsNumber(column))
                target.Bind(parameter, read.Long(column));
            else
                target.Bind(parameter, read.Utf8(column));
        }
        var isRight = isArchive
            ? Checksum.Of(Encoding.UTF8.GetBytes($"{read.Text(1)}\n{read.Text(2)}"), read.Utf8(5), read.Long(4)) == read.Long(6)
            : Checksum.Of(read.Utf8(2), read.Utf8(3)) == read.Long(4);
        if (isRight)
            target.Run();
        else
            target.Reset();
        return isRight;
    }

    static string? TryText(Connection old, string sql)
    {
        try
        {
            return old.Text(sql);
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
