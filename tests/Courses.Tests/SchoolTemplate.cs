using Learning.Courses.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(Learning.Courses.Tests.SchoolTemplate))]

namespace Learning.Courses.Tests;

/// <summary>
/// The migrated, empty database of which every test gets a copy: the migrations run once for each provider and not once for
/// each of hundreds of tests.
/// </summary>
public sealed class SchoolTemplate : IAsyncLifetime
{
    private static readonly string Run = $"{RowId.At(TimeProvider.System.GetUtcNow().UtcDateTime):N}";
    private static readonly SqliteConnection Sqlite = new($"Data Source=template-{Run};Mode=Memory;Cache=Shared");
    private static readonly string Postgres = $"school_template_{Run}";

    public async ValueTask InitializeAsync()
    {
        await Sqlite.OpenAsync();
        await MigrateAsync(new DatabaseSettings(DatabaseProvider.Sqlite, Sqlite.ConnectionString));
        if (School.PostgresServer is not null)
        {
            await MigrateAsync(new DatabaseSettings(DatabaseProvider.Postgres, PostgresDatabase(Postgres)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sqlite.DisposeAsync();
        if (School.PostgresServer is not null)
        {
            await OnServerAsync($"DROP DATABASE \"{Postgres}\" WITH (FORCE)");
        }
    }

    /// <summary>
    /// The connection string of one database on the test server. That of a test is pooled: a new backend reads its catalogue anew, which
    /// takes longer than most questions. The others are not, because a database with open connections cannot be copied.
    /// </summary>
    internal static string PostgresDatabase(string name, bool pooled = false) =>
        new NpgsqlConnectionStringBuilder(School.PostgresServer) { Database = name, Pooling = pooled }.ConnectionString;

    internal static void CopyTo(SqliteConnection connection)
    {
        lock (Sqlite)
        {
            Sqlite.BackupDatabase(connection);
        }
    }

    internal static Task CopyToPostgresAsync(string name) => OnServerAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{Postgres}\"");

    internal static async Task DropAsync(string name)
    {
        await using (var connection = new NpgsqlConnection(PostgresDatabase(name, pooled: true)))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await OnServerAsync($"DROP DATABASE \"{name}\" WITH (FORCE)");
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresDatabase("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task MigrateAsync(DatabaseSettings settings)
    {
        await using var db = School.NewDb(settings);
        await db.Database.MigrateAsync();
    }
}
