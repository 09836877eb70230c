using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Learning.Courses.Tests;

/// <summary>
/// A migrated, empty database of its own, a clock that the test moves, and fresh contexts, so that a test reads what was
/// stored and not what is still in memory.
/// </summary>
public sealed class School : IAsyncDisposable
{
    private readonly SqliteConnection? keepAlive;
    private readonly string name;

    private School(string name, DatabaseSettings settings, SqliteConnection? keepAlive)
    {
        (this.name, Settings, this.keepAlive) = (name, settings, keepAlive);
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        Calendar = new SchoolCalendar(Clock, Zone);
    }

    public DatabaseSettings Settings { get; }

    public FakeTimeProvider Clock { get; }

    public SchoolCalendar Calendar { get; }

    /// <summary>The connection string of a PostgreSQL server that may be filled and emptied; .ci/run always provides one.</summary>
    public static string? PostgresServer => Environment.GetEnvironmentVariable("TEST_POSTGRES");

    /// <summary>The databases a storage test runs on: SQLite always, PostgreSQL when a server is given.</summary>
    public static TheoryData<DatabaseProvider> Providers =>
        PostgresServer is null ? [DatabaseProvider.Sqlite] : [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    private static TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static Task<School> OpenAsync() => OpenAsync(DatabaseProvider.Sqlite);

    public static async Task<School> OpenAsync(DatabaseProvider provider)
    {
        var database = $"school_{RowId.At(TimeProvider.System.GetUtcNow().UtcDateTime):N}";
        if (provider == DatabaseProvider.Postgres)
        {
            await SchoolTemplate.CopyToPostgresAsync(database);
            return new School(database, new DatabaseSettings(provider, SchoolTemplate.PostgresDatabase(database, pooled: true)), null);
        }

        var connection = new SqliteConnection($"Data Source={database};Mode=Memory;Cache=Shared");
        await connection.OpenAsync();
        SchoolTemplate.CopyTo(connection);
        return new School(database, new DatabaseSettings(provider, connection.ConnectionString), connection);
    }

    /// <summary>A fresh context that sees everything, as jobs and verbs do.</summary>
    public CoursesDb NewDb() => NewDb(Viewer.System);

    /// <summary>A fresh context that sees what the viewer may see.</summary>
    /// <param name="interceptors">For tests of what happens when the database fails.</param>
    public CoursesDb NewDb(Viewer viewer, params IInterceptor[] interceptors) => NewDb(Settings, viewer, Calendar, interceptors);

    public async ValueTask DisposeAsync()
    {
        if (keepAlive is not null)
        {
            await keepAlive.DisposeAsync();
            return;
        }

        await SchoolTemplate.DropAsync(name);
    }

    internal static CoursesDb NewDb(DatabaseSettings settings) => NewDb(settings, Viewer.System, new SchoolCalendar(TimeProvider.System, Zone));

    private static CoursesDb NewDb(DatabaseSettings settings, Viewer viewer, SchoolCalendar calendar, params IInterceptor[] interceptors)
    {
        var viewing = new Viewing();
        viewing.Become(viewer);
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteCoursesDb>();
            settings.Configure(sqlite.AddInterceptors(interceptors), "courses_migrations");
            return new SqliteCoursesDb(sqlite.Options, viewing, calendar);
        }

        var postgres = new DbContextOptionsBuilder<PostgresCoursesDb>();
        settings.Configure(postgres.AddInterceptors(interceptors), "courses_migrations");
        return new PostgresCoursesDb(postgres.Options, viewing, calendar);
    }
}
