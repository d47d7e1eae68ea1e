using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>What every database has, whatever is kept in it.</summary>
static class Schema
{
    /// <summary>"CLSR": what the file says it belongs to.</summary>
    public const int Application = 0x434C5352;

    /// <summary>The format that this version reads and writes.</summary>
    public const int Version = 1;

    public static void Make(Connection connection, IReadOnlyDictionary<string, string> views)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID");
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS rows (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, sum INTEGER NOT NULL)"
        );
        connection.Execute("CREATE UNIQUE INDEX IF NOT EXISTS rows_key ON rows (kind, key)");
        connection.Execute("INSERT INTO meta VALUES ('id', lower(hex(randomblob(16)))) ON CONFLICT DO NOTHING");
        connection.Execute("INSERT INTO meta VALUES ('commits', 0) ON CONFLICT DO NOTHING");
        foreach (var (name, select) in views)
        {
            var sql = $"CREATE VIEW {name} AS {select}";
            if (connection.Text($"SELECT sql FROM sqlite_master WHERE type = 'view' AND name = '{name}'") == sql)
                continue;
            connection.Execute($"DROP VIEW IF EXISTS {name}");
            connection.Execute(sql);
        }
    }
}
