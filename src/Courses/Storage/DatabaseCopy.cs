using Microsoft.Data.Sqlite;
using Npgsql;

namespace Learning.Courses.Storage;

/// <summary>Takes a consistent copy of the whole database while the site runs, and puts one back. One form for each provider.</summary>
internal static class DatabaseCopy
{
    private const string SqliteName = "database.sqlite";

    /// <summary>
    /// Every table in the order in which rows can be put back: those that others point to come first. Not those of the schedule:
    /// which server runs which job at this moment is nothing to go back to, and the next start writes it anew.
    /// </summary>
    private const string TablesInOrder =
        """
        WITH RECURSIVE tables AS (
            SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname = current_schema() AND c.relname NOT LIKE '%\_migrations' AND c.relname NOT LIKE 'qrtz\_%'),
        depth AS (
            SELECT oid, relname, 0 AS level FROM tables
            UNION ALL
            SELECT t.oid, t.relname, d.level + 1 FROM depth d
            JOIN pg_constraint k ON k.confrelid = d.oid AND k.contype = 'f' AND k.conrelid <> k.confrelid
            JOIN tables t ON t.oid = k.conrelid)
        SELECT relname FROM depth GROUP BY relname ORDER BY max(level), relname
        """;

    /// <returns>The files that make up the copy.</returns>
    public static Task<IReadOnlyList<string>> SaveAsync(DatabaseSettings settings, string folder, Action<string> progress, CancellationToken ct) =>
        settings.Provider == DatabaseProvider.Sqlite ? SaveSqliteAsync(settings, folder, ct) : SavePostgresAsync(settings, folder, progress, ct);

    /// <summary>Where the file of an SQLite database lies; null for PostgreSQL.</summary>
    public static string? FileOf(DatabaseSettings settings) =>
        settings.Provider == DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource : null;

    /// <summary>Puts the copy into the place of an SQLite file. An earlier file is kept beside it.</summary>
    public static void LoadSqlite(string databaseFile, string folder)
    {
        SqliteConnection.ClearAllPools();
        if (File.Exists(databaseFile))
        {
            File.Move(databaseFile, databaseFile + ".before-restore", overwrite: true);
        }

        // The log of the earlier database must not be read into the new one.
        File.Delete(databaseFile + "-wal");
        File.Delete(databaseFile + "-shm");
        File.Move(Path.Combine(folder, SqliteName), databaseFile);
    }

    /// <summary>Fills the tables of a migrated PostgreSQL database, in one transaction: all or nothing.</summary>
    public static async Task LoadPostgresAsync(DatabaseSettings settings, string folder, Action<string> progress, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tables = await TablesAsync(connection, ct);
        await using (var truncate = new NpgsqlCommand($"TRUNCATE {string.Join(", ", tables.Select(Quote))}", connection))
        {
            await truncate.ExecuteNonQueryAsync(ct);
        }

        foreach (var table in tables.Where(t => File.Exists(Path.Combine(folder, t))))
        {
            progress(table);
            await using var source = File.OpenRead(Path.Combine(folder, table));
            await using var target = await connection.BeginRawBinaryCopyAsync($"COPY {Quote(table)} FROM STDIN (FORMAT BINARY)", ct);
            await source.CopyToAsync(target, ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static async Task<IReadOnlyList<string>> SaveSqliteAsync(DatabaseSettings settings, string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, SqliteName);
        await using var source = new SqliteConnection(settings.ConnectionString);
        await source.OpenAsync(ct);
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        await target.OpenAsync(ct);
        source.BackupDatabase(target);
        return [SqliteName];
    }

    private static async Task<IReadOnlyList<string>> SavePostgresAsync(DatabaseSettings settings, string folder, Action<string> progress, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);

        // One snapshot for all tables: a fact and its evidence are both in it or neither.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var tables = await TablesAsync(connection, ct);
        foreach (var table in tables)
        {
            progress(table);
            await using var source = await connection.BeginRawBinaryCopyAsync($"COPY {Quote(table)} TO STDOUT (FORMAT BINARY)", ct);
            await using var target = File.Create(Path.Combine(folder, table));
            await source.CopyToAsync(target, ct);
        }

        return tables;
    }

    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(TablesInOrder, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tables = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private static string Quote(string table) => $"\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
