using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>The part of the schema that every database has.</summary>
static class Schema
{
    /// <summary>"CLSR": marks the file as a database of Classroom.</summary>
    public const int Application = 0x434C5352;

    /// <summary>The version of the format that this program reads and writes.</summary>
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
