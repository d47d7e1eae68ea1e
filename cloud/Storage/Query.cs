using Classroom.Storage.Sqlite;

namespace Classroom.Storage;

/// <summary>A SQL query on a database, opened read-only; another process may write at the same time.</summary>
sealed class Query : IDisposable
{
    readonly Connection connection;

    public Query(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new StorageException($"There is no data in {folder} yet.");
        connection = Connection.Open(path, isReadOnly: true);
        connection.Execute("PRAGMA query_only = 1");
    }

    /// <summary>Returns the names of the columns, then each row. Null is the database's NULL.</summary>
    public IEnumerable<string?[]> Ask(string sql)
    {
        using var statement = Prepare(sql);
        yield return [.. Enumerable.Range(0, statement.Columns).Select(statement.ColumnName)];
        while (Step(statement))
            yield return [.. Enumerable.Range(0, statement.Columns).Select(statement.Text)];
    }

    /// <summary>The views that can be queried, with their columns.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Columns)> Views()
    {
        using var read = connection.PrepareOnce(
            "SELECT view.name, column.name FROM sqlite_master AS view, pragma_table_info(view.name) AS column WHERE view.type = "
                + "'view' ORDER BY view.name, column.cid"
        );
        var found = new List<(string View, string Column)>();
        while (read.Step())
            found.Add((read.Text(0)!, read.Text(1)!));
        return
        [
            .. found.GroupBy(pair => pair.View).Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Select(pair => pair.Column)])),
        ];
    }

    Statement Prepare(string sql)
    {
        if (string.IsNullOrWhiteSpace(sql))
            throw new QueryException("the query is empty");
        try
        {
            var statement = connection.PrepareOnce(sql);
            if (statement.IsReadOnly)
                return statement;
            statement.Dispose();
        }
        catch (SqliteException exception)
        {
            throw new QueryException(exception.Words);
        }
        throw new QueryException("the data cannot be changed: only SELECT is allowed");
    }

    static bool Step(Statement statement)
    {
        try
        {
            return statement.Step();
        }
        catch (SqliteException exception)
        {
            throw new QueryException(exception.Words);
        }
    }

    public void Dispose() => connection.Dispose();
}

/// <summary>The SQL text is not valid.</summary>
sealed class QueryException(string message) : StorageException(message);
