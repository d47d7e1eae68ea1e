using System.Text;
using SQLitePCL;

namespace Classroom.Storage.Sqlite;

/// <summary>A compiled statement. Parameters are counted from 1, columns from 0, as in SQLite.</summary>
sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int index, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public Statement Bind(int index, string? value)
    {
        connection.Check(
            value is null ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_text(handle, index, Encoding.UTF8.GetBytes(value))
        );
        return this;
    }

    /// <summary>Binds a text that is encoded as UTF-8.</summary>
    public Statement Bind(int index, ReadOnlySpan<byte> utf8)
    {
        connection.Check(raw.sqlite3_bind_text(handle, index, utf8));
        return this;
    }

    /// <summary>Moves to the next row; false if there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        connection.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement that returns no rows, and resets it for the next use.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Returns the number in the only row.</summary>
    public long Single()
    {
        try
        {
            return Step() ? Long(0) : 0;
        }
        finally
        {
            Reset();
        }
    }

    public void Reset()
    {
        // The reset returns the error of the last step again; the caller of the step has already received it.
        _ = raw.sqlite3_reset(handle);
        _ = raw.sqlite3_clear_bindings(handle);
    }

    public int Columns => raw.sqlite3_column_count(handle);

    public bool IsReadOnly => raw.sqlite3_stmt_readonly(handle) != 0;

    public string ColumnName(int column) => raw.sqlite3_column_name(handle, column).utf8_to_string();

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public bool IsNumber(int column) => raw.sqlite3_column_type(handle, column) is raw.SQLITE_INTEGER or raw.SQLITE_FLOAT;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Utf8(column));

    /// <summary>The bytes of a column, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();
}
