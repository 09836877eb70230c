using Learning.Courses;
using Learning.Courses.Storage;
using Npgsql;

namespace Learning.Web.Tests.Jobs;

/// <summary>An empty database of its own on the test server.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string name = $"schedule_{RowId.At(TimeProvider.System.GetUtcNow().UtcDateTime):N}";

    private PostgresDatabase()
    {
    }

    /// <summary>The connection string of a PostgreSQL server that may be filled and emptied; .ci/run always provides one.</summary>
    public static string? Server => Environment.GetEnvironmentVariable("TEST_POSTGRES");

    public DatabaseSettings Settings => new(DatabaseProvider.Postgres, ConnectionTo(name));

    public static async Task<PostgresDatabase> CreateAsync(CancellationToken ct)
    {
        var database = new PostgresDatabase();
        await OnServerAsync($"CREATE DATABASE \"{database.name}\"", ct);
        return database;
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(Settings.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    public async Task<T?> AskAsync<T>(string sql, CancellationToken ct, params object[] values)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return await command.ExecuteScalarAsync(ct) is T answer ? answer : default;
    }

    public Task DoAsync(string sql, CancellationToken ct, params object[] values) => AskAsync<object>(sql, ct, values);

    public async ValueTask DisposeAsync()
    {
        await using (var pool = new NpgsqlConnection(Settings.ConnectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        await OnServerAsync($"DROP DATABASE \"{name}\" WITH (FORCE)", CancellationToken.None);
    }

    private static string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static async Task OnServerAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
